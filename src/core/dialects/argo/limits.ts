import type { PolicyLimits } from "../dialect.ts";
import { analysesOf } from "./analyses.ts";
import { boundsOf } from "./conditionBounds.ts";
import type { ArgoMetric, ArgoPolicy } from "./policy.ts";

/** The bounds of what the world can measure, for charts; the first metric of a kind stands for it. */
export function limits(policy: ArgoPolicy): PolicyLimits {
  const metrics = analysesOf(policy).flatMap(({ analysis }) => analysis.metrics);
  const success = metrics.find(({ question }) => question.signature.type === "success-rate");
  const errors = metrics.find(({ question }) => question.signature.type === "error-rate");
  const latency = metrics.find(({ question }) => question.signature.type === "latency");
  const ceiling = inUnit(errors, "max");
  const interval = metrics.find(({ intervalMs }) => intervalMs !== null)?.intervalMs ?? 60_000;
  return {
    successRateMin: inUnit(success, "min") ?? (ceiling === null ? null : 100 - ceiling),
    latencyMaxMs: inUnit(latency, "max"),
    latencyQuantile: latency?.question.signature.type === "latency" ? latency.question.signature.quantile : 0.99,
    intervalMs: interval,
    windowMs: (success ?? errors)?.question.windowMs ?? 60_000,
  };
}

function inUnit(metric: ArgoMetric | undefined, side: "min" | "max"): number | null {
  const bound = metric === undefined ? null : boundsOf(metric)[side];
  return metric === undefined || bound === null ? null : bound / metric.question.scale;
}
