import type { Policy, Scenario } from "../model/index.ts";
import { referenceWorld } from "./referenceWorld.ts";
import { healthy, type ScenarioChoice } from "./scenarioOf.ts";

/** The minute at which the default world's canary goes wrong: late enough to see a few steps pass. */
const wakesAt = 5 * 60_000;

/** A world for whoever brings a manifest and no scenario: a canary that fails one request in twenty after a while. */
export function worldForManifest(policy: Policy, choice: ScenarioChoice = {}): Scenario {
  const fault = { kind: "errors", rate: 0.05, from: wakesAt, until: referenceWorld.horizon } as const;
  const canary = { ...referenceWorld.revisions.canary, faults: [fault] };
  const world = { ...referenceWorld, revisions: { ...referenceWorld.revisions, canary } };
  return {
    slug: "default-world",
    title: choice.twin === true ? "The canary is healthy" : "From minute 5 on, the canary fails 5% of its requests",
    world: choice.twin === true ? healthy(world) : world,
    policy,
    interventions: choice.interventions ?? [],
  };
}
