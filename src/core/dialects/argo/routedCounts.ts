import type { Split } from "./replicaCounts.ts";

/** What decides the sizes beside a traffic router (A3.7). */
export interface RoutedAim {
  readonly replicas: number;
  /** Desired weight of the moment (A3.1). */
  readonly weight: number;
  readonly maxWeight: number;
  /** Null is no floor. */
  readonly minPodsPerReplicaSet: number | null;
  readonly dynamicStableScale: boolean;
  /** `setCanaryScale` in force, or null. */
  readonly scale: { readonly weight: number } | { readonly replicas: number } | null;
  /** Weight that the router has now; null when nothing was set. */
  readonly actualWeight: number | null;
  readonly aborted: boolean;
}

/** A3.7: the canary by weight beside a whole stable, so that up to 2n pods run (S16). */
export function routedSplit(aim: RoutedAim): Split {
  const { replicas, maxWeight, scale } = aim;
  const share = (weight: number): number => Math.ceil((weight * replicas) / maxWeight);
  const wanted = scale !== null && "weight" in scale ? scale.weight : aim.weight;
  const floored = scale !== null && "replicas" in scale && !aim.dynamicStableScale;
  let canary = scale !== null && "replicas" in scale ? scale.replicas : share(wanted);
  if (!aim.dynamicStableScale) return { canary: floored ? canary : atLeast(canary, aim), stable: replicas };
  let stable = share(maxWeight - aim.weight);
  if (aim.actualWeight !== null) {
    stable = Math.max(stable, share(maxWeight - aim.actualWeight));
    if (aim.aborted) canary = Math.max(canary, share(aim.actualWeight));
  }
  return { canary: atLeast(canary, aim), stable: atLeast(stable, aim) };
}

/** A3.7: 0 stays 0; anything else is at least the floor, which is at most n. */
function atLeast(count: number, { minPodsPerReplicaSet, replicas }: RoutedAim): number {
  if (count === 0 || minPodsPerReplicaSet === null) return count;
  return Math.max(count, Math.min(minPodsPerReplicaSet, replicas));
}
