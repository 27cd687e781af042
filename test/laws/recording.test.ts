/**
 * Laws that hold for every scenario and policy of the catalogue. The one-line change that must break
 * them: draw a split only where the weight is above 0 (`engine/demand.ts`), or hash a Map's order.
 */
import { describe, expect, test } from "vitest";
import {
  appendColumns,
  decisionHeader,
  decisionLine,
  hashRecording,
  type Recording,
  type Scenario,
  scenarioOf,
  simulate,
  simulateAll,
  sliceColumns,
  verdictOf,
} from "../../src/core/index.ts";
import { catalogue } from "../catalogue.ts";

const files = catalogue();
const runs = files.flatMap((file) =>
  Object.keys(file.policies).map((policy) => ({ name: `${file.slug} under ${policy}`, file, policy })),
);

function short(scenario: Scenario): Scenario {
  return { ...scenario, world: { ...scenario.world, horizon: Math.min(scenario.world.horizon, 14 * 60_000) } };
}

test("the catalogue has its scenarios, each with at least one policy", () => {
  expect(files.length).toBeGreaterThanOrEqual(17);
  expect(new Set(files.map((file) => file.id)).size).toBe(files.length);
  expect(runs.length).toBeGreaterThanOrEqual(27);
});

describe.each(runs)("$name", ({ file, policy }) => {
  const scenario = short(scenarioOf(file, policy));
  const whole = simulateAll(scenario, 1);

  test("gives the same bytes for the same seed, and others for another", () => {
    expect(hashRecording(simulateAll(scenario, 1))).toBe(hashRecording(whole));
    expect(hashRecording(simulateAll(scenario, 2))).not.toBe(hashRecording(whole));
  });

  test("gives the same recording in chunks as in one go", () => {
    const { recording, chunks } = inChunks(scenario, 97);
    expect(chunks).toBeGreaterThan(3);
    expect(hashRecording(recording)).toBe(hashRecording(whole));
  });

  test("counts every request once: arrived is answered or in flight, and harm is a part of failure", () => {
    const { columns } = whole;
    expect(columns.length).toBeGreaterThan(500);
    for (const side of [0, 1]) {
      let balance = 0;
      for (let row = 0; row < columns.length; row++) {
        const cell = 2 * row + side;
        balance += (columns.arrived[cell] as number) - (columns.answered[cell] as number);
        expect(columns.inFlight[cell]).toBe(balance);
        expect(columns.failed[cell]).toBeGreaterThanOrEqual(columns.harmful[cell] as number);
        expect(columns.failed[cell]).toBeLessThanOrEqual(columns.answered[cell] as number);
      }
    }
  });

  test("never takes back an exposed or a harmed user, and gives each decision a reason", () => {
    const { columns, decisions } = whole;
    for (const column of [columns.usersExposed, columns.usersHarmed, columns.usersHarmedThrice]) {
      for (let row = 1; row < columns.length; row++)
        expect(column[row]).toBeGreaterThanOrEqual(column[row - 1] as number);
    }
    expect(decisions.length).toBeGreaterThanOrEqual(1);
    for (const decision of decisions) expect(decision.note.because.length).toBeGreaterThan(20);
  });

  test("harms nobody when the release is healthy", () => {
    const twin = simulateAll(short(scenarioOf(file, policy, { twin: true })), 1);
    expect(verdictOf(twin)).toMatchObject({ usersHarmed: 0, requestsHarmed: 0 });
  });

  test("keeps its log, a snapshot of behaviour that is no proof of being right", async () => {
    const log = [
      decisionHeader,
      ...whole.decisions.map(decisionLine),
      `${whole.outcome} ${hashRecording(whole)}`,
      "",
    ].join("\n");
    await expect(log).toMatchFileSnapshot(`../golden/${file.slug}.${policy}.log`);
  });
});

function inChunks(scenario: Scenario, chunkTicks: number): { readonly recording: Recording; readonly chunks: number } {
  const steps = simulate(scenario, 1, { chunkTicks });
  let columns: Recording["columns"] | null = null;
  for (let chunks = 1; ; chunks++) {
    const step = steps.next();
    const known = columns?.length ?? 0;
    const more = sliceColumns(step.value.columns, known, step.value.columns.length);
    columns = columns === null ? more : appendColumns(columns, more);
    if (step.done === true) return { recording: { ...step.value, columns }, chunks };
  }
}
