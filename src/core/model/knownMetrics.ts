import type { Signature } from "./measurement.ts";

/** The metrics that every world has, by their names in policies and scenarios. */
export const knownMetrics = {
  "success-rate": { type: "success-rate" },
  "error-rate": { type: "error-rate" },
  "latency-p50": { type: "latency", quantile: 0.5 },
  "latency-p95": { type: "latency", quantile: 0.95 },
  "latency-p99": { type: "latency", quantile: 0.99 },
  "latency-mean": { type: "latency-mean" },
} as const satisfies Readonly<Record<string, Signature>>;
