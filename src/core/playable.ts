import type { TrafficNeed } from "./dialects/dialect.ts";
import { rulesOf } from "./dialects/rules.ts";
import { chosenResolution } from "./engine/index.ts";
import type { Problem, Scenario, World } from "./model/index.ts";

/** Why this scenario cannot be played, in the places of its policy that ask for what is missing. */
export function playable(scenario: Scenario): readonly Problem[] {
  return rulesOf(scenario.policy)
    .needs(scenario.policy.value)
    .flatMap((need) => {
      const lacking = lackOf(need, scenario.world);
      const { line, column, path } = need;
      return lacking === null ? [] : [{ line, column, path, message: lacking }];
    });
}

function lackOf({ kind, says }: TrafficNeed, world: World): string | null {
  switch (kind) {
    case "weighted":
      return null;
    case "users":
      if (world.balancer.key === "user") return null;
      return `this world's balancer splits requests, and this policy asks for ${says}: write world: { balancer: { key: user } }`;
    case "census":
      if (chosenResolution(world).name === "requests") return null;
      return `counts know no users, and this policy asks for ${says}: write world: { resolution: requests }`;
    case "mirror":
    case "match":
    case "service":
    case "affinity":
      return `the simulated world plays weighted canaries only, and this policy asks for ${says}`;
  }
}
