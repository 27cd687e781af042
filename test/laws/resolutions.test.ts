/**
 * Both resolutions tell the same story: over many seeds, every window of every count has the same mean and
 * variance, and whole runs the same errors and tail. The one-line change that must break it: leave the
 * waiting out of `counts/lawBook.ts`, or give `counts/crowd.ts` every request a new user.
 */
import { describe, expect, test } from "vitest";
import { resolutionFor } from "../../src/core/engine/counts/index.ts";
import type { Fault, World } from "../../src/core/model/index.ts";
import { referenceWorld } from "../../src/core/scenario/index.ts";
import { reach } from "../engine/worlds.ts";
import { agreement, agrees, describeAgreement, holmAccepts, kolmogorovSmirnov } from "./agreement.ts";
import { byCounts, byRequests, type Plan, type Rehearsal, rehearse } from "./rehearsal.ts";

const RUNS = 200;
const plan: Plan = { weights: [0, 10, 30, 50], windowSeconds: 15 };
const seedsFrom = (first: number) => Array.from({ length: RUNS }, (_, i) => first + i);
/** Classic buckets and failures are nearly independent counts; what else is counted is a sum of them. */
const independent = (name: string) => / bucket \d+ | failed /.test(name);

function worldOf(faults: readonly Fault[], changes: Partial<World> = {}): World {
  const { revisions } = referenceWorld;
  return { ...referenceWorld, ...changes, revisions: { ...revisions, canary: { ...revisions.canary, faults } } };
}

const errors: Fault = { ...reach, kind: "errors", rate: 0.05 };
const worlds: Readonly<Record<string, World>> = {
  "the reference world": worldOf([]),
  "errors that begin inside a second and grow": worldOf([{ ...errors, from: 25_300, growsFor: 30_000 }]),
  "errors that come and go under a noisy base rate": worldOf([{ ...errors, flap: { on: 7_000, off: 4_500 } }], {
    noise: { minuteCv: 0.5, hostCv: 0 },
    users: 500,
  }),
  "a canary that is slower": worldOf([{ ...reach, kind: "latency", rate: 1, factor: 1.2, addMs: 0 }], {
    requestsPerSecond: 80,
  }),
  "a third of requests much slower, across seconds": worldOf(
    [{ ...reach, kind: "latency", rate: 0.3, factor: 2, addMs: 1_500, from: 23_000 }],
    { requestsPerSecond: 8 },
  ),
  "instances chosen at random under a rising rate": worldOf([errors], {
    balancer: { ...referenceWorld.balancer, pick: "random" },
    rate: [
      { at: 10_000, factor: 0.2 },
      { at: 50_000, factor: 0.5 },
    ],
  }),
};

const rehearsals = new Map<string, readonly [Rehearsal, Rehearsal]>();
function both(name: string, world: World): readonly [Rehearsal, Rehearsal] {
  const known = rehearsals.get(name);
  if (known !== undefined) return known;
  const pair = [
    rehearse(byRequests, world, plan, seedsFrom(1)),
    rehearse(byCounts, world, plan, seedsFrom(10_001)),
  ] as const;
  rehearsals.set(name, pair);
  return pair;
}

describe.each(Object.entries(worlds))("%s", (name, world) => {
  test("is one that counts may play", () => {
    expect(resolutionFor(world)).toEqual({ name: "counts", because: "requests do not touch each other" });
  });

  test("has windows of the same mean and variance", () => {
    const [requests, counts] = both(name, world);
    const result = agreement(requests.windows, counts.windows, independent);
    expect(result.z.size).toBeGreaterThan(60);
    expect(agrees(result), describeAgreement(result)).toBe(true);
  });
});

test("whole runs have the same errors and the same p99, over all worlds", () => {
  const pValues = Object.entries(worlds).flatMap(([name, world]) => {
    const [requests, counts] = both(name, world);
    return [kolmogorovSmirnov(requests.errors, counts.errors), kolmogorovSmirnov(requests.p99, counts.p99)];
  });
  expect(pValues).toHaveLength(2 * Object.keys(worlds).length);
  expect(holmAccepts(pValues, 0.001), pValues.map((p) => p.toFixed(4)).join(" ")).toBe(true);
});

describe("the test of the test", () => {
  const world = worldOf([errors]);
  const truth = rehearse(byRequests, world, plan, seedsFrom(1));
  const counts = rehearse(byCounts, world, plan, seedsFrom(10_001));
  const judge = (other: Rehearsal) => agrees(agreement(truth.windows, other.windows, independent));

  test("passes the true law", () => {
    expect(judge(counts)).toBe(true);
  });

  test("fails an error rate that is wrong by a tenth", () => {
    const wrong = worldOf([{ ...errors, rate: 0.055 }]);
    expect(judge(rehearse(byCounts, wrong, plan, seedsFrom(10_001)))).toBe(false);
  });

  test("fails a variance that is a fifth too large", () => {
    const values = counts.windows.values.map((column) => {
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
      return column.map((value) => mean + Math.sqrt(1.2) * (value - mean));
    });
    expect(judge({ ...counts, windows: { ...counts.windows, values } })).toBe(false);
  });

  test("fails windows that are shifted by two seconds", () => {
    expect(judge(rehearse(byCounts, world, plan, seedsFrom(10_001), 2))).toBe(false);
  });

  test("fails runs whose p99 is 5% too long", () => {
    expect(
      kolmogorovSmirnov(
        truth.p99,
        counts.p99.map((ms) => 1.05 * ms),
      ),
    ).toBeLessThan(0.001);
  });
});
