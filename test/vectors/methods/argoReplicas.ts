import {
  fenceposts,
  type PodCount,
  type Sized,
  type Split,
  scalingRound,
  targetSplit,
} from "../../../src/core/dialects/argo/replicaCounts.ts";
import { routedSplit } from "../../../src/core/dialects/argo/routedCounts.ts";

interface ReplicasInput {
  readonly mode: "target" | "round" | "path" | "router";
  readonly replicas: number;
  readonly weight: number;
  readonly maxSurge: PodCount;
  readonly maxUnavailable: PodCount;
  readonly maxTrafficWeight: number;
  readonly minPodsPerReplicaSet: number | null;
  readonly dynamicStableScale: boolean;
  readonly current: { readonly canary: Sized; readonly stable: Sized; readonly older: readonly Sized[] };
}

/** Replica arithmetic of `argo.json`. */
export const argoReplicasMethods = {
  "argo-replicas": (input: ReplicasInput) => {
    switch (input.mode) {
      case "target":
        return targetSplit(aimOf(input));
      case "round":
        return scalingRound({ ...aimOf(input), ...input.current, target: targetSplit(aimOf(input)) });
      case "path":
        return { path: pathOf(input) };
      case "router":
        return routedSplit({
          ...input,
          maxWeight: input.maxTrafficWeight,
          scale: null,
          actualWeight: null,
          aborted: false,
        });
    }
  },
};

function aimOf({ replicas, weight, maxSurge, maxUnavailable }: ReplicasInput) {
  return { replicas, weight, maxWeight: 100, ...fenceposts(replicas, maxSurge, maxUnavailable) };
}

/** Rounds until nothing changes; what changes is available at once, stable before canary. */
function pathOf(input: ReplicasInput): readonly (readonly [number, number])[] {
  const aim = aimOf(input);
  let now: Split = { canary: 0, stable: input.replicas };
  const path: (readonly [number, number])[] = [[now.canary, now.stable]];
  for (let rounds = 0; rounds < 1000; rounds++) {
    const next = scalingRound({
      ...aim,
      canary: { spec: now.canary, available: now.canary },
      stable: { spec: now.stable, available: now.stable },
      older: [],
      target: targetSplit(aim),
    });
    if (next.stable !== now.stable) now = { ...now, stable: next.stable };
    else if (next.canary !== now.canary) now = { ...now, canary: next.canary };
    else return path;
    path.push([now.canary, now.stable]);
  }
  throw new Error("the rounds do not end");
}
