import { type ArgoContext, canaryOf, currentSet, isFullyPromoted, setOf } from "./context.ts";
import { abortTarget, lastWeight } from "./desiredWeight.ts";
import { atDesiredCounts } from "./gates.ts";

/** A3.8: what the router is set to in this round; null leaves it as it is. */
export function routerWeight(context: ArgoContext): number | null {
  const wanted = wantedWeight(context);
  return wanted !== null && stableIsTooSmall(context, wanted) ? null : wanted;
}

function wantedWeight(context: ArgoContext): number | null {
  const { maxTrafficWeight, dynamicStableScale, steps } = canaryOf(context);
  const { replicas } = context.policy;
  if (isFullyPromoted(context)) return returningWeight(context);
  if (context.abort) return dynamicStableScale ? abortWeight(context) : 0;
  const { available } = currentSet(context);
  if (available === 0) return 0;
  if (context.promoteFull)
    return dynamicStableScale && replicas > 0 ? Math.floor((maxTrafficWeight * available) / replicas) : null;
  const index = context.stepIndex;
  if (!atDesiredCounts(context)) return index === null ? 0 : lastWeight(context, index - 1);
  if (index === null) return 0;
  return index >= steps.length ? maxTrafficWeight : lastWeight(context, index);
}

/** A7.2: a small stable keeps sharing with the abandoned canary until it is whole again. */
function returningWeight(context: ArgoContext): number | null {
  const { dynamicStableScale } = canaryOf(context);
  const shares = dynamicStableScale && context.canaryService !== "" && context.canaryService !== context.stable;
  return shares && currentSet(context).available < context.policy.replicas ? null : 0;
}

/** A3.8, last sentence: a stable that could not carry its share keeps the weight where it is. */
function stableIsTooSmall(context: ArgoContext, weight: number): boolean {
  if (isFullyPromoted(context) || context.abort) return false;
  const { maxTrafficWeight, threshold } = canaryOf(context);
  const needed = Math.floor(((maxTrafficWeight - weight) * context.policy.replicas) / maxTrafficWeight);
  return threshold === null && setOf(context, context.stable).available < needed;
}

/** A3.9: down through the listed weights, as fast as stable grows. */
function abortWeight(context: ArgoContext): number {
  const { maxTrafficWeight } = canaryOf(context);
  const { replicas } = context.policy;
  if (replicas === 0) return 0;
  const carried = Math.floor((maxTrafficWeight * setOf(context, context.stable).available) / replicas);
  const target = abortTarget(context);
  if (target === 0) return Math.min(context.weight, maxTrafficWeight - carried);
  return carried < maxTrafficWeight - target ? context.weight : Math.min(context.weight, target);
}
