import { type ArgoContext, canaryOf, currentSet, isFullyPromoted, setOf } from "./context.ts";

/** The last `setWeight` at or before a step, or 0 (A3.1, S21). */
export function lastWeight(context: ArgoContext, index: number): number {
  return (
    canaryOf(context)
      .steps.slice(0, index + 1)
      .findLast(({ weight }) => weight !== null)?.weight ?? 0
  );
}

/** A3.1: the weight that replica counts aim at. */
export function desiredWeight(context: ArgoContext): number {
  const { maxTrafficWeight, steps, dynamicStableScale } = canaryOf(context);
  if (context.abort && !isFullyPromoted(context)) return dynamicStableScale ? abortTarget(context) : 0;
  if (context.promoteFull || context.stable === "" || isFullyPromoted(context)) return maxTrafficWeight;
  const { stepIndex } = context;
  if (stepIndex === null || stepIndex >= steps.length) return maxTrafficWeight;
  return lastWeight(context, stepIndex);
}

/** A3.9: the next lower of the listed weights that the shrinking canary still stands for. */
export function abortTarget(context: ArgoContext): number {
  const { maxTrafficWeight, steps, written, abortScaleDownDelaySeconds } = canaryOf(context);
  const { replicas } = context.policy;
  const expected = replicas - setOf(context, context.stable).available;
  const keeps = written.abortScaleDownDelay && abortScaleDownDelaySeconds !== 0;
  const size = keeps ? expected : Math.max(expected, currentSet(context).available);
  return (
    steps.findLast(({ weight }) => weight !== null && Math.ceil((weight * replicas) / maxTrafficWeight) < size)
      ?.weight ?? 0
  );
}
