import type { TrafficNeed } from "../dialect.ts";
import { placeOf } from "../positions.ts";
import type { NativePolicy, NativeStep } from "./policy.ts";

/** Traffic that the steps play on, one need a kind, where the first step of that kind is. */
export function needs(policy: NativePolicy): readonly TrafficNeed[] {
  const kinds = new Map<TrafficNeed["kind"], TrafficNeed>();
  for (const [index, step] of policy.steps.entries()) {
    const need = needOf(step, `native.steps[${index}]`, policy);
    if (!kinds.has(need.kind)) kinds.set(need.kind, need);
  }
  return [...kinds.values(), ...censusNeed(policy)];
}

/** To see users of a group, their requests have to be told apart. */
function censusNeed(policy: NativePolicy): readonly TrafficNeed[] {
  if (policy.mustSee.length === 0) return [];
  const path = "native.mustSee";
  return [{ kind: "census", isPlayed: true, path, says: "requests counted by users", ...placeOf(policy, path).at }];
}

function needOf({ share }: NativeStep, step: string, policy: NativePolicy): TrafficNeed {
  const path = `${step}.${share.kind}`;
  const { line, column } = placeOf(policy, path).at;
  switch (share.kind) {
    case "weight":
      return { kind: "weighted", isPlayed: true, line, column, path, says: "a weighted canary" };
    case "users":
      return { kind: "users", isPlayed: true, line, column, path, says: "a share of users" };
    case "segments":
      return { kind: "match", isPlayed: true, line, column, path, says: "a route for some users only" };
  }
}
