import type { Intervention, Recording } from "../../core/model/index.ts";

/**
 * Every act that is known by now: those in the run on screen, of the scenario's own operator or of the person at
 * the page, and the person's, some of which may still be on their way to the simulation.
 */
export function knownActs({ scenario }: Recording, own: readonly Intervention[]): readonly Intervention[] {
  return [...scenario.interventions, ...own];
}
