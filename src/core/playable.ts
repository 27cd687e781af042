import type { DialectRules } from "./dialects/dialect.ts";
import { rulesOf } from "./dialects/rules.ts";
import type { Problem, Scenario } from "./model/index.ts";

/** Why this scenario cannot be played, in the places of its policy that ask for what is missing. */
export function playable(scenario: Scenario): readonly Problem[] {
  return playableBy(rulesOf(scenario.policy), scenario);
}

/** The same, for a host that has the rules of the policy's dialect at hand. */
export function playableBy(rules: DialectRules<unknown>, { policy }: Scenario): readonly Problem[] {
  return rules
    .needs(policy.value)
    .filter((need) => need.kind !== "weighted")
    .map(({ line, column, path, says }) => ({
      line,
      column,
      path,
      message: `the simulated world plays weighted canaries only, and this policy asks for ${says}`,
    }));
}
