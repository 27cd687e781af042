import type { PolicyLimits } from "../dialect.ts";
import { boundsOf, judgesMean } from "./metricCheck.ts";
import type { Bounds, FlaggerMetric, FlaggerPolicy } from "./policy.ts";

/** The bounds of the built-in metrics, for charts. A bound on mean latency is no bound on a quantile. */
export function limits(policy: FlaggerPolicy): PolicyLimits {
  const success = builtin(policy, "request-success-rate");
  const duration = builtin(policy, "request-duration");
  const floor = bounds(success).min;
  return {
    successRateMin: floor === 0 ? null : floor,
    latencyMaxMs: judgesMean(policy.provider) ? null : bounds(duration).max,
    latencyQuantile: 0.99,
    intervalMs: policy.intervalMs,
    windowMs: success?.windowMs ?? 60_000,
  };
}

function builtin(policy: FlaggerPolicy, name: string): FlaggerMetric | undefined {
  return policy.metrics.find((metric) => metric.name === name && metric.kinds.includes("builtin"));
}

function bounds(metric: FlaggerMetric | undefined): Bounds {
  return metric === undefined ? { min: null, max: null } : boundsOf(metric, "builtin");
}
