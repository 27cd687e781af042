import type { DialectRules } from "./dialects/dialect.ts";
import { rulesOf } from "./dialects/rules.ts";
import type { Intervention, Problem, Scenario } from "./model/index.ts";
import { asksForRequests } from "./policyTraffic.ts";

/** Why this scenario cannot be played, in the places of its policy that ask for what is missing. */
export function playable(scenario: Scenario): readonly Problem[] {
  return playableBy(rulesOf(scenario.policy), scenario);
}

/** The same, for a host that has the rules of the policy's dialect at hand. */
export function playableBy(
  rules: DialectRules<unknown>,
  { policy, world, interventions }: Scenario,
): readonly Problem[] {
  const refused = rules.needs(policy.value).flatMap((need) => {
    const { kind, isPlayed, says, line, column, path } = need;
    const place = { line, column, path };
    if (!isPlayed)
      return [{ ...place, message: `the simulated world cannot play this policy yet, which asks for ${says}` }];
    if (kind === "switch" && world.balancer.kind === "pods")
      return [
        { ...place, message: `world.balancer.kind pods sends requests to all pods, and this policy asks for ${says}` },
      ];
    if (!asksForRequests(need) || world.resolution !== "counts") return [];
    return [{ ...place, message: `the counts resolution knows no single requests, and this policy asks for ${says}` }];
  });
  return [...refused, ...unheard(rules, interventions)];
}

/** Not every tool knows every act: what its lifecycle has no transition for is refused, and not quietly passed over. */
function unheard({ machine, title }: DialectRules<unknown>, acts: readonly Intervention[]): readonly Problem[] {
  return acts.flatMap((act) => {
    const answersHook = act.do === "approve" || act.do === "refuse";
    if (answersHook || machine.events.includes(`operator.${act.do}`)) return [];
    const message = `${title} knows no ${act.do}, which the operator does ${act.at / 1000} s into the rollout`;
    return [{ line: 1, column: 1, path: "", message }];
  });
}
