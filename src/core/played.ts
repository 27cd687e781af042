import { rulesOf } from "./dialects/rules.ts";
import { chosenResolution } from "./engine/index.ts";
import type { Resolution, Scenario, World } from "./model/index.ts";

/** How a scenario is played: its world as its policy changes it, at which resolution, and with whose requests. */
export interface Played {
  readonly world: World;
  readonly resolution: Resolution;
  /** The policy sends the canary requests that are no user's: copies, or a load test's. */
  readonly extras: boolean;
}

/** What a policy adds to the balancer of its world: a cookie of its own, and reasons to know single requests. */
export function played({ world, policy }: Scenario): Played {
  const needs = rulesOf(policy).needs(policy.value);
  const affinity = needs.find(({ kind }) => kind === "affinity");
  const special = needs.find(({ kind }) => kind !== "weighted");
  return {
    world: affinity === undefined ? world : withCookie(world, affinity.maxAge ?? world.balancer.cookie.maxAge),
    resolution:
      special === undefined
        ? chosenResolution(world)
        : { name: "requests", because: `the policy asks for ${special.says}` },
    extras: needs.some(({ kind }) => kind === "mirror" || kind === "service"),
  };
}

/** The canary's answers pin their users to it, unless the world pins them already. */
function withCookie(world: World, maxAge: number): World {
  if (world.balancer.cookie.on !== "none") return world;
  return { ...world, balancer: { ...world.balancer, cookie: { on: "canary", maxAge } } };
}
