import type { Weight } from "../../model/index.ts";
import type { FlaggerPolicy, Strategy } from "./policy.ts";

/** The three fields that move a weighted canary. */
export type WeightPlan = Pick<FlaggerPolicy, "stepWeight" | "stepWeights" | "maxWeight">;

/** F3.1 steps 20 and 21: which strategy runs. */
export function strategyOf(options: {
  readonly provider: string;
  readonly iterations: number;
  readonly match: boolean;
}): Strategy {
  if (options.provider === "kubernetes") return "blue-green";
  if (options.iterations <= 0) return "canary";
  return options.match ? "ab-testing" : "blue-green";
}

/** F4.1: the weight at which a weighted canary asks to be promoted. */
export function ceilingOf(plan: WeightPlan): Weight {
  const last = plan.stepWeights.at(-1);
  if (last !== undefined) return Math.min(100, last);
  return plan.maxWeight > 0 ? plan.maxWeight : 100;
}

/** F4.1 `nextStepWeight`: the increment planned at a weight. Zero or less stalls the rollout. */
function stepAt(plan: WeightPlan, weight: Weight): Weight {
  const first = plan.stepWeights[0];
  if (plan.stepWeight > 0 || first === undefined) return plan.stepWeight;
  const room = 100 - weight;
  if (room === 0) return 1;
  if (weight === 0) return Math.min(room, first);
  const next = plan.stepWeights[plan.stepWeights.indexOf(weight) + 1];
  if (!plan.stepWeights.includes(weight) || next === undefined) return room;
  return Math.min(room, next - weight);
}

/** What a passing tick of a weighted canary does, gates open. */
export interface WeightMove {
  readonly action: "stall" | "advance" | "promote";
  readonly step: Weight;
  readonly weight: Weight;
}

/** F4.1 `runCanary`: the stall is looked at before the ceiling. */
export function weightMove(plan: WeightPlan, weight: Weight): WeightMove {
  const step = stepAt(plan, weight);
  if (step <= 0) return { action: "stall", step, weight };
  if (weight >= ceilingOf(plan)) return { action: "promote", step, weight };
  return { action: "advance", step, weight: Math.min(100, weight + step) };
}

/** F4.5: can this router copy requests for this policy? */
export function canMirror(policy: Pick<FlaggerPolicy, "provider" | "iterations">): boolean {
  if (policy.provider === "istio") return true;
  return policy.provider.startsWith("gatewayapi") && policy.iterations > 0;
}

/** F4.5: the share of requests that is copied while the mirror is on. Gateway API always copies all. */
export function mirrorShare(policy: Pick<FlaggerPolicy, "provider" | "mirrorWeight">): Weight {
  return policy.provider === "istio" && policy.mirrorWeight > 0 ? policy.mirrorWeight : 100;
}

/** F4.8: the kubernetes provider routes nothing. */
export function routes(policy: Pick<FlaggerPolicy, "provider">): boolean {
  return policy.provider !== "kubernetes";
}
