import type { Scenario } from "../model/index.ts";
import { type Expectation, type ScenarioFile, scenarioOf } from "../scenario/index.ts";
import { type ClauseResult, evaluate, type RunSummary } from "./expect.ts";

/** Which question a group of runs answers. */
export type Side = "release" | "twin" | "without";

/** What one policy showed on one side. */
export interface GroupResult {
  readonly side: Side;
  readonly policy: string;
  readonly seeds: number;
  readonly clauses: readonly ClauseResult[];
  /** Every clause holds; for `without`, at least one does not: the cause is gone, and the effect with it. */
  readonly asExpected: boolean;
}

export interface CheckProgress {
  readonly done: number;
  readonly total: number;
}

export interface CheckOptions {
  /** Runs of every group instead of what its clauses say. Shares stay shares. */
  readonly seeds?: number;
}

/** How far the expectation asks a run to go; an option of `simulateAll`. */
export interface HowFar {
  readonly stopWhenSettled: boolean;
}

interface Group {
  readonly side: Side;
  readonly policy: string;
  readonly expectation: Expectation;
  readonly scenario: Scenario;
}

/**
 * Runs everything that a scenario file expects, on seeds 1 to N: the release under each policy, its
 * healthy twin, and the world without the cause. Yields after each run, so that a host can show
 * progress and stop; returns the groups in the order of the file.
 */
export function* checkScenario(
  file: ScenarioFile,
  run: (scenario: Scenario, seed: number, how: HowFar) => RunSummary,
  options: CheckOptions = {},
): Generator<CheckProgress, readonly GroupResult[], void> {
  const groups = groupsOf(file);
  const seedsOf = (group: Group): number => options.seeds ?? group.expectation.seeds;
  const total = groups.reduce((sum, group) => sum + seedsOf(group), 0);
  const results: GroupResult[] = [];
  let done = 0;
  for (const group of groups) {
    const runs: RunSummary[] = [];
    for (let seed = 1; seed <= seedsOf(group); seed++) {
      runs.push(run(group.scenario, seed, { stopWhenSettled: !group.expectation.toHorizon }));
      yield { done: ++done, total };
    }
    results.push(resultOf(group, runs));
  }
  return results;
}

function resultOf({ side, policy, expectation }: Group, runs: readonly RunSummary[]): GroupResult {
  const clauses = evaluate(expectation.clauses, runs);
  const all = clauses.every((clause) => clause.holds);
  return { side, policy, seeds: runs.length, clauses, asExpected: side === "without" ? !all : all };
}

function groupsOf(file: ScenarioFile): readonly Group[] {
  const groups: Group[] = [];
  for (const [policy, expectation] of Object.entries(file.expect.release)) {
    groups.push({ side: "release", policy, expectation, scenario: scenarioOf(file, policy) });
  }
  for (const [policy, expectation] of Object.entries(file.expect.twin)) {
    groups.push({ side: "twin", policy, expectation, scenario: scenarioOf(file, policy, { twin: true }) });
  }
  const { without } = file;
  const broken = without === null ? undefined : file.expect.release[without.breaks];
  if (without !== null && broken !== undefined) {
    const scenario = { ...scenarioOf(file, without.breaks), world: without.world };
    groups.push({ side: "without", policy: without.breaks, expectation: broken, scenario });
  }
  return groups;
}
