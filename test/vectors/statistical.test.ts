/** The statistical rule of `queueing.json`: it must let a right simulation pass and fail a wrong or a noisy one. */
import { describe, expect, test } from "vitest";
import { runVectors } from "./runner.ts";
import { type Draws, quickInput, type StatisticalMethod } from "./statistical.ts";

const vector = {
  id: "sim-die/07",
  method: "sim-die",
  input: { run: { replications: 20, draws: 1000 } },
  expected: { mean: 0.5, both: [0.5, 1] },
  tolerance: { sigmas: 4, maxSe: { mean: 0.01, both: [0.01, null] } },
};

function die(change: (value: number) => number, seen: Draws[] = []): StatisticalMethod {
  return {
    component: 9_001,
    prepare: ({ run }: { readonly run: { readonly draws: number } }) => [
      (draw) => {
        seen.push(draw);
        const block = new Float64Array(run.draws);
        draw(0).fillInto(block);
        const mean = change(block.reduce((sum, value) => sum + value, 0) / block.length);
        return { mean, both: [mean, 2 * mean] };
      },
    ],
  };
}

function failures(method: StatisticalMethod, changed: object = {}, quick = false): readonly string[] {
  const file = { vectors: [{ ...vector, ...changed }] };
  return runVectors(file, { methods: { "sim-die": method }, disputed: {}, method: "*", quick }).failures;
}

describe("the statistical rule", () => {
  test("passes a right simulation at the first run", () => {
    const seen: Draws[] = [];
    expect(failures(die((mean) => mean, seen))).toEqual([]);
    expect(seen).toHaveLength(20);
  });

  test("confirms a failure with four times the replications, and then says what is wrong", () => {
    const seen: Draws[] = [];
    const lines = failures(die((mean) => mean * 1.05, seen));
    expect(seen).toHaveLength(20 + 80);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^sim-die\/07: mean: got 0\.52\d* \(se .*\), expected 0\.5$/);
  });

  test("judges by the confirmation run alone", () => {
    let calls = 0;
    expect(failures(die((mean) => (calls++ < 20 ? 0.9 : mean)))).toEqual([]);
  });

  test("fails a simulation that is right only because it is noisy", () => {
    let sign = 1;
    const noisy = die((mean) => {
      sign = -sign;
      return mean + sign * 0.3;
    });
    expect(failures(noisy).map((line) => line.replace(/got .*/, ""))).toEqual([
      "sim-die/07: mean.se: ",
      "sim-die/07: both[0].se: ",
    ]);
  });

  test("fails NaN and missing fields", () => {
    expect(failures(die(() => Number.NaN))).toHaveLength(3);
    expect(
      failures(
        die((mean) => mean, []),
        { expected: { other: 1 } },
      ),
    ).toHaveLength(1);
  });

  test("draws other numbers for another replication and another seed", () => {
    const seen: Draws[] = [];
    failures(die((mean) => mean, seen));
    failures(
      die((mean) => mean, seen),
      { id: "sim-die/08" },
    );
    const first = seen.map((draw) => draw(0).words(1)[0]);
    expect(first).toHaveLength(40);
    expect(new Set(first).size).toBe(40);
  });
});

test("quick mode counts a quarter and keeps the whole warm-up", () => {
  expect(quickInput({ windows: 101, requests: 7, run: { requests: 1000, warmup: 200, draws: 99 } })).toEqual({
    windows: 25,
    requests: 7,
    run: { requests: 400, warmup: 200, draws: 24 },
  });
});
