import type { Recording, Scenario } from "./model/index.ts";
import { simulate } from "./simulate.ts";
import type { SimulateOptions } from "./simulateOptions.ts";

/** Runs a rollout in one go. */
export function simulateAll(scenario: Scenario, seed: number, options: SimulateOptions = {}): Recording {
  const steps = simulate(scenario, seed, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
