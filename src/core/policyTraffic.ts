import type { DialectRules, TrafficNeed } from "./dialects/dialect.ts";
import type { Scenario, World } from "./model/index.ts";

/** What a policy makes of its world's traffic. */
export interface PolicyTraffic {
  /** The world with the policy's own cookie, and with users assigned by id where it speaks of users. */
  readonly world: World;
  /** The policy sends the canary requests that are no user's: copies, or a load test's. */
  readonly extras: boolean;
  /** Why single requests must be known, as a clause that follows "because"; null where counts may do. */
  readonly because: string | null;
}

export function policyTraffic(rules: DialectRules<unknown>, { world, policy }: Scenario): PolicyTraffic {
  const needs = rules.needs(policy.value);
  const affinity = needs.find(({ kind }) => kind === "affinity");
  const special = needs.find(asksForRequests);
  const byUser = needs.some(({ kind }) => kind === "users");
  const keyed: World = byUser ? { ...world, balancer: { ...world.balancer, key: "user" } } : world;
  return {
    world: affinity === undefined ? keyed : withCookie(keyed, affinity.maxAge ?? world.balancer.cookie.maxAge),
    extras: needs.some(({ kind }) => kind === "mirror" || kind === "service"),
    because: special === undefined ? null : `the policy asks for ${special.says}`,
  };
}

/** Must single requests be known to play it? A share of all, or all at once, is known of counts too. */
export function asksForRequests({ kind }: TrafficNeed): boolean {
  return kind !== "weighted" && kind !== "switch";
}

/** The canary's answers pin their users to it, unless the world pins them already. */
function withCookie(world: World, maxAge: number): World {
  if (world.balancer.cookie.on !== "none") return world;
  return { ...world, balancer: { ...world.balancer, cookie: { on: "canary", maxAge } } };
}
