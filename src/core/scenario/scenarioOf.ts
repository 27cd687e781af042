import type { Intervention, Policy, Scenario, World } from "../model/index.ts";
import { own } from "./own.ts";
import { referenceWorld } from "./referenceWorld.ts";
import type { ScenarioFile } from "./scenarioFile.ts";

export interface ScenarioChoice {
  /** The same world with a healthy release. */
  readonly twin?: boolean;
  /** Instead of the file's own. */
  readonly interventions?: readonly Intervention[];
}

/** One run's scenario: the file's world under one of its policies. Throws when the file has no such policy. */
export function scenarioOf(file: ScenarioFile, policyName: string, choice: ScenarioChoice = {}): Scenario {
  const policy = own(file.policies, policyName);
  if (policy === undefined) throw new Error(`${file.slug} has no policy "${policyName}"`);
  return {
    slug: file.slug,
    title: file.about.title,
    world: choice.twin === true ? healthy(file.world) : file.world,
    policy,
    interventions: choice.interventions ?? file.interventions,
  };
}

function healthy(world: World): World {
  return { ...world, revisions: { ...world.revisions, canary: { ...world.revisions.canary, faults: [] } } };
}

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
