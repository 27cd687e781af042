import { type ArgoContext, allAvailable, currentSet, isFullyPromoted, setOf } from "./context.ts";

/** A2 test 1: an abort, or a deadline that has passed. */
export function isDegraded({ abort, timedOut }: ArgoContext): boolean {
  return abort || timedOut;
}

/** A2 tests 2 and 3. */
export function isPaused({ paused, pauseConditions }: ArgoContext): boolean {
  return paused || pauseConditions.length > 0;
}

/** A2 tests 5 to 8: replicas, a cutover or steps are outstanding. */
export function isProgressing(context: ArgoContext): boolean {
  const { policy, active, current } = context;
  const { spec } = currentSet(context);
  if (spec < policy.replicas || availableOf(context) < spec) return true;
  if (policy.strategy.type === "blueGreen") return active !== current || !isFullyPromoted(context);
  const pods = context.sets.reduce((sum, set) => sum + set.spec, 0);
  return (policy.strategy.trafficRouter.length === 0 && pods > spec) || !isFullyPromoted(context);
}

/** A2: of all ReplicaSets for canary, of the active one for blueGreen. */
function availableOf(context: ArgoContext): number {
  if (context.policy.strategy.type === "canary") return allAvailable(context);
  return context.active === "" ? 0 : setOf(context, context.active).available;
}
