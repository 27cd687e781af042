import { rulesOf } from "./dialects/rules.ts";
import type { Problem, Scenario } from "./model/index.ts";

/** Why this scenario cannot be played, in the places of its policy that ask for what is missing. */
export function playable(scenario: Scenario): readonly Problem[] {
  return rulesOf(scenario.policy)
    .needs(scenario.policy.value)
    .filter((need) => need.kind !== "weighted")
    .map(({ line, column, path, says }) => ({
      line,
      column,
      path,
      message: `the simulated world plays weighted canaries only, and this policy asks for ${says}`,
    }));
}
