import type { Share, Weight } from "../../model/index.ts";
import type { FlaggerPolicy } from "./policy.ts";
import { canMirror, weightMove } from "./strategy.ts";

/** Steps that a walk takes before it is called endless: each passing step adds at least 1%. */
const MOST_STEPS = 101;

/** The weights that an all-pass run visits, in order (F4.1), and whether it ends in a promotion. */
export function weightsVisited(policy: FlaggerPolicy): { readonly weights: readonly Weight[]; readonly ends: boolean } {
  const weights: Weight[] = [];
  let weight = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const move = weightMove(policy, weight);
    if (move.action === "promote") return { weights, ends: true };
    if (move.action === "stall" || move.weight === weight) return { weights, ends: false };
    weight = move.weight;
    weights.push(weight);
  }
  return { weights, ends: false };
}

/** F4.2.1: analysis ticks that have to pass before Promoting, or null when no number of them is enough. */
export function passingChecksNeeded(policy: FlaggerPolicy): number | null {
  if (policy.strategy === "ab-testing") return policy.iterations;
  if (policy.strategy === "blue-green") return policy.iterations + 1;
  const { weights, ends } = weightsVisited(policy);
  if (!ends || (policy.mirror && !canMirror(policy))) return null;
  return weights.length + (policy.mirror ? 1 : 0);
}

/** F4.2.1: P(promote) = Σ_{j<T} C(n−1+j, j) p^j (1−p)^n, for independent failures of probability p. */
export function promoteProbability(passes: number, threshold: number, fail: Share): Share {
  if (passes === 0) return 1;
  let term = 1;
  for (let pass = 0; pass < passes; pass++) term *= 1 - fail;
  let sum = term;
  for (let failures = 1; failures < threshold; failures++) {
    term *= ((passes - 1 + failures) / failures) * fail;
    sum += term;
  }
  return Math.min(1, sum);
}

/** F3.8: ticks in Promoting when every one finds the primary ready. */
export function promotionTicks(policy: FlaggerPolicy, top: Weight): number {
  if (policy.provider === "kubernetes" || policy.stepWeightPromotion <= 0) return 1;
  return Math.ceil(top / policy.stepWeightPromotion);
}

/** The highest weight that an all-pass run routes to the canary. */
export function topWeight(policy: FlaggerPolicy): Weight {
  if (policy.strategy !== "canary") return 100;
  return weightsVisited(policy).weights.at(-1) ?? 0;
}

/** F4.2: number of the tick that is Succeeded when every check passes, or null when there is none. */
export function ticksToSucceeded(policy: FlaggerPolicy): number | null {
  if (policy.skipAnalysis) return 2;
  const checks = passingChecksNeeded(policy);
  if (checks === null) return null;
  // Detection, the starting tick, one tick a passing check (the last promotes), promotion, Succeeded.
  return 2 + checks + promotionTicks(policy, topWeight(policy)) + 1;
}
