import { counted, percent, span } from "../numbers.ts";
import { measured, metricTitle } from "./checkSentences.ts";
import { boundsOf } from "./metricCheck.ts";
import type { FlaggerHook, FlaggerMetric, FlaggerPolicy, HookType, MetricKind } from "./policy.ts";
import { promotionTicks, ticksToSucceeded, topWeight, weightsVisited } from "./schedule.ts";
import { canMirror, mirrorShare } from "./strategy.ts";

/** The policy in sentences, in reading order. */
export function describe(policy: FlaggerPolicy): readonly string[] {
  return [
    targetSentence(policy),
    ...(policy.suspend ? ["It is suspended: Flagger does nothing until spec.suspend is taken away."] : []),
    ...(policy.skipAnalysis
      ? ["Analysis is skipped: the tick after detection promotes as soon as the canary is ready."]
      : []),
    strategySentence(policy),
    ...mirrorSentence(policy),
    ...metricSentences(policy),
    thresholdSentence(policy),
    ...hookSentences(policy),
    promotionSentence(policy),
    ...durationSentence(policy),
  ];
}

function targetSentence(policy: FlaggerPolicy): string {
  const name = policy.name === "" ? "This Canary" : `Canary ${policy.name}`;
  return `${name} watches ${policy.targetKind} ${policy.targetName} behind service ${policy.apexService} (${policy.provider}) and looks at it every ${span(policy.intervalMs)}.`;
}

function strategySentence(policy: FlaggerPolicy): string {
  switch (policy.strategy) {
    case "canary":
      return weightSentence(policy);
    case "blue-green":
      return `It tests the canary for ${counted(policy.iterations, "iteration")}, then switches all traffic to it for one more.`;
    case "ab-testing":
      return `Matching requests go to the canary for ${counted(policy.iterations, "iteration")}; all others stay on primary.`;
  }
}

function weightSentence(policy: FlaggerPolicy): string {
  const { weights, ends } = weightsVisited(policy);
  const first = weights.slice(0, 8).map(percent).join(", ");
  const more = weights.length > 8 ? `, and so on up to ${percent(weights.at(-1) ?? 0)}` : "";
  if (weights.length === 0) return "Its step is 0%, so the canary never gets traffic and the rollout never ends.";
  return `The canary's weight goes ${first}${more}, one step a passing tick${ends ? "" : "; there it stalls and never promotes"}.`;
}

function mirrorSentence(policy: FlaggerPolicy): readonly string[] {
  if (!policy.mirror || policy.strategy === "ab-testing") return [];
  if (!canMirror(policy)) return [`Mirroring is asked for, and provider ${policy.provider} cannot do it here.`];
  return [`First ${percent(mirrorShare(policy))} of requests are copied to the canary, whose answers are dropped.`];
}

function metricSentences(policy: FlaggerPolicy): readonly string[] {
  if (policy.metrics.length === 0) return ["No metric is judged: readiness and webhooks alone decide."];
  const few = policy.metrics.slice(0, 3);
  const parts = few.flatMap((metric) => metric.kinds.map((kind) => metricPhrase(policy, metric, kind)));
  const more =
    policy.metrics.length > few.length ? `, and ${counted(policy.metrics.length - few.length, "more metric")}` : "";
  return [`On each tick it judges the canary alone: ${parts.join("; ")}${more}.`];
}

function metricPhrase(policy: FlaggerPolicy, metric: FlaggerMetric, kind: MetricKind): string {
  if (kind === "unusable") return `${metric.name}, which has no query and fails every time`;
  const unit = kind !== "builtin" ? "" : metric.name === "request-success-rate" ? "%" : "ms";
  const title = metricTitle(policy, { metric: metric.name, unit });
  const { min, max } = boundsOf(metric, kind);
  const low = min === null ? [] : [`at least ${measured(min, unit)}`];
  const high = max === null ? [] : [`at most ${measured(max, unit)}`];
  const range = [...low, ...high].join(" and ");
  return `${title} ${range === "" ? "with any value" : range} over the last ${span(metric.windowMs)}`;
}

function thresholdSentence({ threshold, intervalMs }: FlaggerPolicy): string {
  return `After ${counted(threshold, "failed check")} in all, consecutive or not, it rolls back on the next tick, ${span(intervalMs)} later.`;
}

const gates: readonly HookType[] = ["confirm-rollout", "confirm-traffic-increase", "confirm-promotion"];

function hookSentences(policy: FlaggerPolicy): readonly string[] {
  const closed = policy.hooks.filter((hook) => gates.includes(hook.type));
  const checks = policy.hooks.filter((hook) => hook.type === "pre-rollout" || hook.type === "rollout");
  const asked = closed.length === 0 ? [] : [`It waits, without a time limit, for ${named(closed)}.`];
  const judged = checks.length === 0 ? [] : [`A refusal from ${named(checks)} counts as a failed check.`];
  return [...asked, ...judged];
}

function named(hooks: readonly FlaggerHook[]): string {
  return hooks.map((hook) => `${hook.name} (${hook.type})`).join(", ");
}

function promotionSentence(policy: FlaggerPolicy): string {
  const steps = promotionTicks(policy, topWeight(policy));
  const back = steps > 1 ? `in ${steps} steps of ${percent(policy.stepWeightPromotion)}` : "at once";
  return `On success the revision is copied to primary, and once primary is ready it takes all traffic back ${back}.`;
}

function durationSentence(policy: FlaggerPolicy): readonly string[] {
  const ticks = ticksToSucceeded(policy);
  if (ticks === null || policy.suspend) return [];
  return [
    `With every check passing that takes ${counted(ticks, "tick")}, ${span((ticks - 1) * policy.intervalMs)} from detection.`,
  ];
}
