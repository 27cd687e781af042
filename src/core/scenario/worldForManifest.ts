import type { Policy, Scenario } from "../model/index.ts";
import { faultSchema } from "./faultSchema.ts";
import { healthyTwin } from "./healthyTwin.ts";
import { referenceWorld } from "./referenceWorld.ts";
import type { ScenarioChoice } from "./scenarioOf.ts";

/** The minute at which the default world's canary goes wrong: late enough to see a few steps pass. */
const wakesAt = 5 * 60_000;

/** A world for whoever brings a manifest and no scenario: a canary that fails one request in twenty after a while. */
export function worldForManifest(policy: Policy, choice: ScenarioChoice = {}): Scenario {
  const fault = { ...faultSchema.parse({ kind: "errors", rate: "5%" }), from: wakesAt, until: referenceWorld.horizon };
  const canary = { ...referenceWorld.revisions.canary, faults: [fault] };
  const world = { ...referenceWorld, revisions: { ...referenceWorld.revisions, canary } };
  return {
    slug: "default-world",
    title: choice.twin === true ? "The canary is healthy" : "From minute 5 on, the canary fails 5% of its requests",
    world: choice.twin === true ? healthyTwin(world) : world,
    policy,
    interventions: choice.interventions ?? [],
  };
}
