import type { TrafficNeed } from "../dialect.ts";
import { placeOf } from "../positions.ts";
import type { ArgoPolicy, CanaryStrategy, RouteStep } from "./policy.ts";

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
  return steps.flatMap(({ header, mirror, sharesTraffic, path }) => {
    if (sharesTraffic)
      return [
        {
          ...need(policy, { kind: "weighted", path, says: "an experiment that takes a share of the requests" }),
          isPlayed: false,
        },
      ];
    const found: TrafficNeed[] = [];
    if (isSet(header)) found.push(need(policy, { kind: "match", path, says: "a route by header match" }));
    if (isSet(mirror)) found.push(need(policy, { kind: "mirror", path, says: "requests mirrored to the canary" }));
    return found;
  });
}

/** A step that takes a route away needs nothing. */
function isSet(route: RouteStep | null): boolean {
  return route !== null && route.percent > 0;
}

function need(policy: ArgoPolicy, { kind, path, says }: Pick<TrafficNeed, "kind" | "path" | "says">): TrafficNeed {
  return { kind, path, says, isPlayed: true, ...placeOf(policy, path).at };
}
