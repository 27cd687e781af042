import type { DialectRules } from "./dialects/dialect.ts";
import { UserCensus } from "./engine/index.ts";
import { streams } from "./math/streams.ts";
import { type Scenario, tickMs } from "./model/index.ts";

/** Counts whom the canary serves, where the policy wants to know; null where it does not. */
export function censusFor(
  rules: DialectRules<unknown>,
  { world, policy }: Pick<Scenario, "world" | "policy">,
  seed: number,
): UserCensus | null {
  const groups = rules.counts(policy.value);
  if (groups.length === 0) return null;
  return new UserCensus(groups, { world, streams: streams(seed), rows: Math.ceil(world.horizon / tickMs) });
}
