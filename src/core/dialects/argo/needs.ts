import type { TrafficNeed } from "../dialect.ts";
import { placeOf } from "../positions.ts";
import type { ArgoPolicy, CanaryStrategy } from "./policy.ts";

/** Traffic that the policy plays on: its strategy first, then the routes that its steps set. */
export function needs(policy: ArgoPolicy): readonly TrafficNeed[] {
  const { strategy } = policy;
  if (strategy.type === "blueGreen")
    return [
      need(policy, {
        kind: "switch",
        path: "spec.strategy.blueGreen",
        says: "blueGreen, which switches a Service at once",
      }),
    ];
  const weighted = need(policy, { kind: "weighted", path: "spec.strategy.canary", says: "a weighted canary" });
  return [weighted, ...routeNeeds(policy, strategy)];
}

function routeNeeds(policy: ArgoPolicy, { steps }: CanaryStrategy): readonly TrafficNeed[] {
  return steps.flatMap(({ type, sharesTraffic, path }) => {
    if (sharesTraffic)
      return [
        {
          ...need(policy, { kind: "weighted", path, says: "an experiment that takes a share of the requests" }),
          isPlayed: false,
        },
      ];
    if (type === "setHeaderRoute") return [need(policy, { kind: "match", path, says: "a route by header match" })];
    if (type === "setMirrorRoute")
      return [need(policy, { kind: "mirror", path, says: "requests mirrored to the canary" })];
    return [];
  });
}

function need(policy: ArgoPolicy, { kind, path, says }: Pick<TrafficNeed, "kind" | "path" | "says">): TrafficNeed {
  return { kind, path, says, isPlayed: kind === "weighted" || kind === "switch", ...placeOf(policy, path).at };
}
