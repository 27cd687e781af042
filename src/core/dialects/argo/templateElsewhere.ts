import type { ArgoMetric } from "./policy.ts";

/** A template that is not in the file stands for one measurement that the world takes to be good. */
export function metricElsewhere(template: string, path: string): ArgoMetric {
  return {
    name: template,
    intervalMs: null,
    initialDelayMs: 0,
    effectiveCount: 1,
    failureLimit: 0,
    inconclusiveLimit: 0,
    consecutiveErrorLimit: 4,
    consecutiveSuccessLimit: 0,
    successCondition: "",
    failureCondition: "",
    provider: "",
    query: "",
    question: { signature: { type: "custom" }, scope: "canary", windowMs: 60_000, scale: 1, shape: "none" },
    path,
    written: { count: null, failureLimit: false, interval: "" },
  };
}
