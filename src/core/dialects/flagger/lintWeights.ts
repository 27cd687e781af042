import { percent } from "../numbers.ts";
import type { FlaggerPolicy } from "./policy.ts";
import type { Rule } from "./rule.ts";
import { topWeight, weightsVisited } from "./schedule.ts";
import { canMirror, ceilingOf } from "./strategy.ts";

const analysis = "spec.analysis";

/** FL1 to FL9, FL28, FL29, FL35: steps, ceilings, mirrors and strategies. FL6 is a refusal of the parser. */
export const weightRules: readonly Rule[] = [
  {
    id: "FL1-never-promotes",
    level: "error",
    path: `${analysis}.maxWeight`,
    says: (policy) =>
      weighted(policy) && policy.stepWeights.length === 0 && policy.maxWeight > 100
        ? `maxWeight ${policy.maxWeight} is over 100: the weight stops at 100%, below it, and never promotes.`
        : null,
  },
  {
    id: "FL2-never-starts",
    level: "error",
    path: analysis,
    says: (policy) =>
      weighted(policy) && policy.stepWeight <= 0 && (policy.stepWeights[0] ?? 0) <= 0
        ? "The first step is 0% or less: the canary never gets traffic, and the rollout neither fails nor ends."
        : null,
  },
  { id: "FL3-stalls-midway", level: "error", path: `${analysis}.stepWeights`, says: stallsMidway },
  { id: "FL4-overshoot", level: "warning", path: `${analysis}.maxWeight`, says: overshoots },
  {
    id: "FL5-maxWeight-ignored",
    level: "warning",
    path: `${analysis}.maxWeight`,
    says: (policy) =>
      policy.stepWeights.length > 0 && policy.maxWeight !== 0 && policy.maxWeight !== ceilingOf(policy)
        ? `maxWeight ${policy.maxWeight} is not read beside stepWeights: the ceiling is their last, ${percent(ceilingOf(policy))}.`
        : null,
  },
  {
    id: "FL7-mirror-stall",
    level: "error",
    path: `${analysis}.mirror`,
    says: (policy) =>
      policy.mirror && policy.strategy === "canary" && !canMirror(policy)
        ? `Provider ${policy.provider} cannot mirror here: the start step repeats for ever and nothing is judged.`
        : null,
  },
  {
    id: "FL8-mirrorWeight-unused",
    level: "warning",
    path: `${analysis}.mirrorWeight`,
    says: (policy) =>
      policy.mirrorWeight > 0 && (!policy.mirror || policy.provider !== "istio")
        ? `mirrorWeight ${policy.mirrorWeight} is not used: it needs mirror: true and provider istio.`
        : null,
  },
  {
    id: "FL9-match-unused",
    level: "warning",
    path: `${analysis}.match`,
    says: (policy) =>
      policy.written.match && policy.strategy !== "ab-testing"
        ? "match is not used: A/B testing needs iterations above 0 and a provider that routes."
        : null,
  },
  { id: "FL28-promotion-cliff", level: "warning", path: `${analysis}.stepWeightPromotion`, says: promotionCliff },
  {
    id: "FL29-rollback-cliff",
    level: "warning",
    path: "spec.autoscalerRef",
    says: (policy) =>
      policy.autoscaled && topWeight(policy) >= 50
        ? `A rollback sends up to ${percent(topWeight(policy))} of the traffic back to primary at once, while its autoscaler has scaled it down.`
        : null,
  },
  {
    id: "FL35-kubernetes-default",
    level: "warning",
    path: "spec.provider",
    says: (policy) =>
      policy.provider === "kubernetes" && (policy.written.iterations ?? 0) < 1
        ? "Provider kubernetes routes no weights: without iterations it runs 10 of them and ignores the steps."
        : null,
  },
];

function weighted(policy: FlaggerPolicy): boolean {
  return policy.strategy === "canary";
}

function stallsMidway(policy: FlaggerPolicy): string | null {
  const { stepWeights } = policy;
  const stall = stepWeights.findIndex(
    (weight, index) => weight >= (stepWeights[index + 1] ?? Number.POSITIVE_INFINITY),
  );
  if (!weighted(policy) || stall === -1) return null;
  return `stepWeights goes from ${percent(stepWeights[stall] ?? 0)} to ${percent(stepWeights[stall + 1] ?? 0)}: the rollout stalls there for ever without failing.`;
}

function overshoots(policy: FlaggerPolicy): string | null {
  const { stepWeight, stepWeights, maxWeight } = policy;
  if (!weighted(policy) || stepWeight <= 0 || stepWeights.length > 0 || maxWeight <= 0 || maxWeight % stepWeight === 0)
    return null;
  const top = weightsVisited(policy).weights.at(-1) ?? 0;
  return `maxWeight ${maxWeight} is not a multiple of stepWeight ${stepWeight}: the last step goes up to ${percent(top)}.`;
}

function promotionCliff(policy: FlaggerPolicy): string | null {
  const top = topWeight(policy);
  const atOnce = policy.stepWeightPromotion === 0 || policy.stepWeightPromotion >= top;
  if (!policy.autoscaled || top < 30 || !atOnce) return null;
  return `Promotion sends ${percent(top)} of the traffic back to primary in one step, while its autoscaler has scaled it down; set stepWeightPromotion.`;
}
