import { sizesOf } from "./canarySizes.ts";
import { type ArgoContext, canaryOf, currentSet, isRouted, olderSets, setOf } from "./context.ts";

/** A3.6: replica targets reached, the gate of setWeight and setCanaryScale. */
export function atDesiredCounts(context: ArgoContext): boolean {
  const { dynamicStableScale } = canaryOf(context);
  const aim = sizesOf(context);
  const canary = currentSet(context);
  if (canary.spec !== aim.canary || !enough(context, canary.available, aim.canary)) return false;
  if (!dynamicStableScale && setOf(context, context.stable).spec !== aim.stable) return false;
  return isRouted(context) || olderSets(context).every(({ available }) => available === 0);
}

/** A3.6, A4.4: all of the target, or as much as replicaProgressThreshold asks. */
export function enough(context: ArgoContext, available: number, target: number): boolean {
  const { threshold } = canaryOf(context);
  if (threshold === null) return available >= target;
  if (threshold.type === "Pod") return available >= threshold.value;
  return target === 0 || (available / target) * 100 >= threshold.value - 1e-10;
}
