import { type ArgoContext, canaryOf, currentSet, isFullyPromoted, isRouted, olderSets, setOf } from "./context.ts";
import { desiredWeight } from "./desiredWeight.ts";
import type { CanaryScale } from "./policy.ts";
import { fenceposts, type Split, scalingRound, targetSplit } from "./replicaCounts.ts";
import { routedSplit } from "./routedCounts.ts";

/** Where the two ReplicaSets are to end: A3.2 without a router, A3.7 with one. */
export function sizesOf(context: ArgoContext): Split {
  return aloneOf(context) ?? (isRouted(context) ? routed(context) : basicTarget(context));
}

/** Where they go in this round: without a router under surge and unavailability (A3.5). */
export function nextSizes(context: ArgoContext): Split {
  if (isRouted(context)) return sizesOf(context);
  const stable = isFullyPromoted(context) ? { spec: 0, available: 0 } : setOf(context, context.stable);
  return scalingRound({
    ...limitsOf(context),
    weight: 0,
    maxWeight: 100,
    canary: currentSet(context),
    stable,
    older: olderSets(context),
    target: sizesOf(context),
  });
}

/** A3.5: without a stable beside it the current revision gets all. */
function aloneOf({ stable, current, policy }: ArgoContext): Split | null {
  return stable === "" || stable === current ? { canary: policy.replicas, stable: 0 } : null;
}

export function limitsOf(context: ArgoContext) {
  const { maxSurge, maxUnavailable } = canaryOf(context);
  const { replicas } = context.policy;
  return { replicas, ...fenceposts(replicas, maxSurge, maxUnavailable) };
}

function basicTarget(context: ArgoContext): Split {
  return targetSplit({
    ...limitsOf(context),
    weight: desiredWeight(context),
    maxWeight: canaryOf(context).maxTrafficWeight,
  });
}

function routed(context: ArgoContext): Split {
  const { maxTrafficWeight, minPodsPerReplicaSet, dynamicStableScale } = canaryOf(context);
  return routedSplit({
    replicas: context.policy.replicas,
    weight: desiredWeight(context),
    maxWeight: maxTrafficWeight,
    minPodsPerReplicaSet,
    dynamicStableScale,
    scale: scaleInForce(context),
    actualWeight: context.weight,
    aborted: context.abort,
  });
}

/** A3.7: the last setCanaryScale, unless it was taken back, the steps are over or the update is aborted. */
function scaleInForce(context: ArgoContext): CanaryScale {
  const { steps, abortScaleDownDelaySeconds } = canaryOf(context);
  const { stepIndex } = context;
  if (stepIndex === null || stepIndex >= steps.length || context.promoteFull) return null;
  if (context.abort && abortScaleDownDelaySeconds !== 0) return null;
  return steps.slice(0, stepIndex + 1).findLast(({ type }) => type === "setCanaryScale")?.scale ?? null;
}
