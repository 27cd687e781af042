import type { Check, Measurement } from "../../model/index.ts";
import { boundsOf } from "./conditionBounds.ts";
import type { Ending } from "./measurementPhase.ts";
import type { ArgoMetric } from "./policy.ts";

/** One measurement as the page shows it: in percent or ms, with the bounds that its conditions name. */
export function checkOf(metric: ArgoMetric, answer: Measurement | undefined, phase: Ending): Check {
  const { signature, scale, windowMs } = metric.question;
  const known = signature.type !== "custom";
  const { min, max } = boundsOf(metric);
  const inUnit = (bound: number | null): number | null => (bound === null || !known ? bound : bound / scale);
  return {
    metric: metric.name,
    unit: !known ? "" : signature.type === "latency" || signature.type === "latency-mean" ? "ms" : "%",
    reading: answer?.reading ?? { type: "failed", reason: "the metrics store did not answer" },
    samples: answer?.samples ?? { requests: 0, failures: 0 },
    window: windowMs,
    min: inUnit(min),
    max: inUnit(max),
    outcome: phase === "Successful" ? "pass" : phase === "Error" ? "noData" : "fail",
  };
}
