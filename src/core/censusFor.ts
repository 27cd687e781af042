import type { DialectRules } from "./dialects/dialect.ts";
import { UserCensus } from "./engine/index.ts";
import { streams } from "./math/streams.ts";
import { type Scenario, tickMs } from "./model/index.ts";

/** Counts requests by users, where the policy or a metric looks at some of them; null where none does. */
export function censusFor(
  rules: DialectRules<unknown>,
  { world, policy }: Pick<Scenario, "world" | "policy">,
  seed: number,
): UserCensus | null {
  const looked = Object.values(world.observe.metrics).map(({ who }) => who);
  const groups = [...rules.counts(policy.value), ...looked].filter((who) => who.length > 0);
  if (groups.length === 0) return null;
  return new UserCensus(groups, { world, streams: streams(seed), rows: Math.ceil(world.horizon / tickMs) });
}
