import { describe, expect, it } from "vitest";
import { checkScenario, type HowFar, type RunSummary } from "../../src/core/lab/index.ts";
import type { Scenario } from "../../src/core/model/index.ts";
import { parseScenario } from "../../src/core/scenario/index.ts";
import { readManifest, scenario } from "../scenario/files.ts";

// The one-line change that must break this file: run the counterfactual in the file's own world.

const text = scenario(`world: { revisions: { canary: { faults: [{ kind: errors, rate: 8% }] } } }
expect:
  policy: { outcome: rolledBack in >= 3/4 }
  twin: { policy: promoted in 100% of 2 }
without: { set: world.revisions.canary.faults.0.rate, to: 1%, breaks: policy }
`);

describe("checking a scenario", () => {
  it("runs the release, its twin and the world without the cause on seeds from 1", () => {
    const ran: string[] = [];
    const { results, progress } = check((one, seed) => {
      ran.push(`${rateOf(one)} ${seed}`);
      return summary(rateOf(one) > 0.05 ? "rolledBack" : "promoted");
    });
    expect(ran).toEqual([
      ...["0.08 1", "0.08 2", "0.08 3", "0.08 4"],
      ...["0 1", "0 2"],
      ...["0.01 1", "0.01 2", "0.01 3", "0.01 4"],
    ]);
    expect(progress.map(({ done, total }) => `${done}/${total}`).at(-1)).toBe("10/10");
    expect(results.map(({ side, policy, seeds, asExpected }) => ({ side, policy, seeds, asExpected }))).toEqual([
      { side: "release", policy: "policy", seeds: 4, asExpected: true },
      { side: "twin", policy: "policy", seeds: 2, asExpected: true },
      { side: "without", policy: "policy", seeds: 4, asExpected: true },
    ]);
  });

  it("is not satisfied when the effect stays without the cause", () => {
    const { results } = check((one) => summary(rateOf(one) > 0 ? "rolledBack" : "promoted"));
    expect(results.map((group) => group.asExpected)).toEqual([true, true, false]);
  });

  it("lets a run go on to the horizon where the expectation asks for that", () => {
    const how = (expectation: string): readonly boolean[] => {
      const far: boolean[] = [];
      const asked = scenario(`expect: { policy: ${expectation} }\n`);
      const run = (_: Scenario, __: number, { stopWhenSettled }: HowFar): RunSummary => {
        far.push(!stopWhenSettled);
        return summary("promoted");
      };
      check(run, { seeds: 1 }, asked);
      return far;
    };
    expect(how("{ usersHarmed: <= 3 }")).toEqual([false]);
    expect(how("{ usersHarmed: <= 3, until: horizon }")).toEqual([true]);
    expect(how("{ successAt: 20m >= 99% }")).toEqual([true]);
  });

  it("takes another number of seeds for every group", () => {
    const { results } = check(() => summary("promoted"), { seeds: 3 });
    expect(results.map((group) => group.seeds)).toEqual([3, 3, 3]);
    expect(results[0]?.clauses).toEqual([
      { text: "outcome: rolledBack in >= 3/4", holds: false, actual: "rolledBack in 0 of 3 (0%)" },
    ]);
  });
});

function check(
  run: (scenario: Scenario, seed: number, how: HowFar) => RunSummary,
  options: { readonly seeds?: number } = {},
  file = text,
) {
  const parsed = parseScenario(file, { readManifest });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const steps = checkScenario(parsed.value, run, options);
  const progress = [];
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) progress.push(step.value);
  return { results: step.value, progress };
}

function rateOf({ world }: Scenario): number {
  const [fault] = world.revisions.canary.faults;
  return fault?.kind === "errors" ? fault.rate : 0;
}

function summary(outcome: RunSummary["outcome"]): RunSummary {
  return {
    outcome,
    endedAtMs: 60_000,
    usersHarmed: 0,
    usersHarmedThrice: 0,
    usersMisled: 0,
    requestsHarmed: 0,
    requestsFailed: 0,
    peakWeight: 5,
    userShare: 5,
    actualShare: 5,
    stableErrors: 0,
    successByMinute: [],
    rollbackSafe: true,
    phases: [],
  };
}
