import { rulesOf } from "./dialects/rules.ts";
import { chosenResolution, engineFor } from "./engine/index.ts";
import { judges } from "./judges/index.ts";
import type { Recording, Resolution, Scenario } from "./model/index.ts";
import { AlarmWatch } from "./observe/alarms/index.ts";
import { policyTraffic } from "./policyTraffic.ts";
import { rollout } from "./rollout.ts";
import type { SimulateOptions } from "./simulateOptions.ts";

/** `recording = simulate(scenario, seed)`: one rollout to its horizon, in steps, by whatever parts it needs. */
export function simulate(
  scenario: Scenario,
  seed: number,
  options: SimulateOptions = {},
): Generator<Recording, Recording, void> {
  const rules = rulesOf(scenario.policy);
  const traffic = policyTraffic(rules, scenario);
  const resolution: Resolution =
    traffic.because === null ? chosenResolution(traffic.world) : { name: "requests", because: traffic.because };
  // A twin is played as its run is, whatever its own world would allow.
  const engine = engineFor(resolution.name);
  return rollout(scenario, seed, { rules, traffic, judges, alarms: AlarmWatch, resolution, engine }, options);
}
