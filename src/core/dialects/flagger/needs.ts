import type { TrafficNeed } from "../dialect.ts";
import { placeOf } from "../positions.ts";
import type { FlaggerPolicy } from "./policy.ts";
import { canMirror } from "./strategy.ts";

/** Traffic that the policy plays on: its strategy first, then what it adds. */
export function needs(policy: FlaggerPolicy): readonly TrafficNeed[] {
  const all = [strategyNeed(policy)];
  if (policy.mirror && canMirror(policy))
    all.push(need(policy, { kind: "mirror", path: "spec.analysis.mirror", says: "requests mirrored to the canary" }));
  if (policy.sessionAffinity !== null) {
    const path = "spec.analysis.sessionAffinity";
    all.push({
      ...need(policy, { kind: "affinity", path, says: "session affinity by cookie" }),
      maxAge: 1000 * policy.sessionAffinity.maxAgeSeconds,
    });
  }
  return all;
}

function strategyNeed(policy: FlaggerPolicy): TrafficNeed {
  if (policy.provider === "kubernetes") {
    return need(policy, {
      kind: "service",
      path: "spec.provider",
      says: "blue/green on the kubernetes provider, which routes no user traffic to the canary",
    });
  }
  switch (policy.strategy) {
    case "canary":
      return need(policy, { kind: "weighted", path: "spec.analysis", says: "a weighted canary" });
    case "blue-green":
      return need(policy, { kind: "service", path: "spec.analysis.iterations", says: "blue/green by iterations" });
    case "ab-testing":
      return need(policy, { kind: "match", path: "spec.analysis.match", says: "A/B testing by header match" });
  }
}

function need(policy: FlaggerPolicy, { kind, path, says }: Pick<TrafficNeed, "kind" | "path" | "says">): TrafficNeed {
  return { kind, path, says, isPlayed: true, ...placeOf(policy, path).at };
}
