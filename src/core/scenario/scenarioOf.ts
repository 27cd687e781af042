import { type Intervention, own, type Scenario } from "../model/index.ts";
import { healthyTwin } from "./healthyTwin.ts";
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
    world: choice.twin === true ? healthyTwin(file.world) : file.world,
    policy,
    interventions: choice.interventions ?? file.interventions,
  };
}
