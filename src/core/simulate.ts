import { rulesOf } from "./dialects/rules.ts";
import { chosenResolution, engineFor, requestsEngineFor } from "./engine/index.ts";
import type { Recording, Scenario } from "./model/index.ts";
import { rollout, type SimulateOptions } from "./rollout.ts";

export type { SimulateOptions } from "./rollout.ts";

/** `recording = simulate(scenario, seed)`: one rollout to its horizon, in steps, by whatever parts it needs. */
export function simulate(
  scenario: Scenario,
  seed: number,
  options: SimulateOptions = {},
): Generator<Recording, Recording, void> {
  const { policy, world } = scenario;
  const resolution = chosenResolution(world);
  // A twin is played as its run is, whatever its own world would allow.
  const engine = resolution.name === "requests" ? requestsEngineFor : engineFor;
  return rollout(scenario, seed, { rules: rulesOf(policy), resolution, engine }, options);
}
