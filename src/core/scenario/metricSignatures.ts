import type { NamedMetric } from "../model/index.ts";

/** What a metric may read, by the name that files give it. */
export const metricSignatures = {
  "success-rate": { type: "success-rate" },
  "error-rate": { type: "error-rate" },
  "latency-p50": { type: "latency", quantile: 0.5 },
  "latency-p95": { type: "latency", quantile: 0.95 },
  "latency-p99": { type: "latency", quantile: 0.99 },
  "latency-mean": { type: "latency-mean" },
  errors: { type: "errors" },
} as const satisfies Readonly<Record<string, NamedMetric["signature"]>>;
