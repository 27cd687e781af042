import { own, type Signature } from "../../model/index.ts";

/** The metrics that every world has, by their names in policies. */
export const knownMetrics: Readonly<Record<string, Signature>> = {
  "error-rate": { type: "error-rate" },
  "success-rate": { type: "success-rate" },
  "latency-p50": { type: "latency", quantile: 0.5 },
  "latency-p95": { type: "latency", quantile: 0.95 },
  "latency-p99": { type: "latency", quantile: 0.99 },
  "latency-mean": { type: "latency-mean" },
};

/** What a metric reads; a name that is not known here is one of the world's own. */
export function signatureOf(metric: string): Signature {
  return own(knownMetrics, metric) ?? { type: "custom" };
}
