import { knownMetrics, own, type Signature } from "../../model/index.ts";

/** What a metric reads; a name that is not known is one of the world's own. */
export function signatureOf(metric: string): Signature {
  return own<Signature>(knownMetrics, metric) ?? { type: "custom" };
}
