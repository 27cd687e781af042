import { knownMetrics, type NamedMetric } from "../model/index.ts";

/** What a metric may read, by the name that files give it. */
export const metricSignatures = {
  ...knownMetrics,
  errors: { type: "errors" },
} as const satisfies Readonly<Record<string, NamedMetric["signature"]>>;
