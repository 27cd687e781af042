import { counted, percent, readable, span } from "../numbers.ts";
import { analysesOf, type PlacedAnalysis } from "./analyses.ts";
import type { ArgoMetric, ArgoPolicy, BlueGreenStrategy, CanaryStrategy } from "./policy.ts";
import { fenceposts, targetSplit } from "./replicaCounts.ts";
import { stepSays } from "./stepWords.ts";

/** The policy in sentences, in reading order. */
export function describe(policy: ArgoPolicy): readonly string[] {
  const { strategy, name, replicas } = policy;
  const strategySays = strategy.type === "canary" ? canarySays(policy, strategy) : blueGreenSays(strategy);
  return [
    `Rollout ${name === "" ? "without a name" : name} runs ${counted(replicas, "pod")} and updates them by ${strategy.type}.`,
    ...strategySays,
    ...analysesOf(policy).flatMap(analysisSays),
    deadlineSays(policy),
  ];
}

function canarySays(policy: ArgoPolicy, strategy: CanaryStrategy): readonly string[] {
  const { steps, trafficRouter } = strategy;
  const router =
    trafficRouter.length > 0
      ? `Requests are split by ${trafficRouter.join(" and ")}: the weight follows once its pods are available.`
      : `There is no traffic router: the share of requests is the share of pods${firstShare(policy, strategy)}.`;
  const plan =
    steps.length === 0
      ? "It has no steps: pods are replaced as fast as surge allows."
      : `Its steps: ${steps.map(stepSays).join(", then ")}.`;
  return [router, plan];
}

/** A3.3: how far the first weight is from what so many pods can say. */
function firstShare(
  { replicas }: ArgoPolicy,
  { steps, maxSurge, maxUnavailable, maxTrafficWeight }: CanaryStrategy,
): string {
  const weight = steps.find((step) => step.weight !== null)?.weight ?? null;
  if (weight === null || replicas === 0) return "";
  const { canary, stable } = targetSplit({
    replicas,
    weight,
    maxWeight: maxTrafficWeight,
    ...fenceposts(replicas, maxSurge, maxUnavailable),
  });
  return `, so that setWeight ${readable(weight)} is ${canary} of ${canary + stable} pods, ${percent((100 * canary) / Math.max(1, canary + stable))}`;
}

function blueGreenSays({ autoPromotionEnabled, autoPromotionSeconds }: BlueGreenStrategy): readonly string[] {
  if (!autoPromotionEnabled) return ["The preview waits for a person before the active service moves."];
  return [
    autoPromotionSeconds > 0
      ? `The active service moves ${span(autoPromotionSeconds * 1000)} after the preview is ready.`
      : "The active service moves as soon as the preview is ready.",
  ];
}

function analysisSays({ kind, analysis }: PlacedAnalysis): readonly string[] {
  const name =
    kind === "step" ? "An analysis step" : kind === "background" ? "A background analysis" : `The ${kind} analysis`;
  const from = kind === "background" && analysis.startingStep > 0 ? ` from step ${analysis.startingStep} on` : "";
  return analysis.metrics.map((metric) => `${name} measures ${metric.name}${from}: ${metricSays(metric)}`);
}

function metricSays(metric: ArgoMetric): string {
  const { intervalMs, effectiveCount, failureLimit, successCondition, failureCondition } = metric;
  const often =
    intervalMs === null
      ? "once"
      : effectiveCount === null
        ? `every ${span(intervalMs)}`
        : `${counted(effectiveCount, "time")}, every ${span(intervalMs)}`;
  const good = successCondition === "" ? "" : ` it is good when ${successCondition}`;
  const bad = failureCondition === "" ? "" : ` it is bad when ${failureCondition}`;
  const judged = [good, bad].filter((text) => text !== "").join(",") || " every answer is good";
  const limit = failureLimit < 0 ? "failures are not counted" : `more than ${counted(failureLimit, "failure")} aborts`;
  return `${often};${judged}; ${limit}.`;
}

function deadlineSays({ progressDeadlineSeconds, progressDeadlineAbort }: ArgoPolicy): string {
  const then = progressDeadlineAbort ? "aborts the update" : "marks it Degraded and goes on";
  return `${span(progressDeadlineSeconds * 1000)} without progress ${then}.`;
}
