import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RateKnot } from "../../src/core/model/index.ts";
import { limits, parseScenario } from "../../src/core/scenario/index.ts";
import { expectedRequests, rateKnots } from "../../src/core/scenario/rateKnots.ts";
import { parseTrace } from "../../src/core/scenario/trace.ts";
import { problemLines, readManifest, scenario } from "./files.ts";

// The one-line change that must break this file: leave the base rate out of `knot` in `rateKnots`.

describe("the shape of traffic", () => {
  it.each([
    ["constant", []],
    [
      "{ ramp: { from: 5m, to: 300/s, over: 10m } }",
      [
        [5, 1],
        [15, 3],
      ],
    ],
    [
      "{ spike: { at: 10m, factor: 3, for: 1m } }",
      [
        [10, 1],
        [10, 3],
        [11, 3],
        [11, 1],
      ],
    ],
    [
      "{ steps: [[0s, 50/s], [10m, 200/s]] }",
      [
        [0, 0.5],
        [10, 0.5],
        [10, 2],
      ],
    ],
  ])("is made of straight lines: %s", (shape, minutes) => {
    const knots = knotsOf(shape);
    // A jump takes one millisecond, which a rounded minute does not show.
    expect(knots.map(({ at, factor }) => [Math.round(at / 600) / 100, factor])).toEqual(minutes);
    for (const [index, { at }] of knots.entries()) expect(at).toBeGreaterThan(knots[index - 1]?.at ?? -1);
  });

  it("is a wave of a day, smooth, with its peak where the file says", () => {
    const knots = knotsOf("{ daily: { peak: 180/s, trough: 40/s, at: 14h } }", "24h");
    expect(knots.length).toBeGreaterThanOrEqual(96);
    const at = (hours: number): number => knots.find((knot) => knot.at === hours * 3_600_000)?.factor ?? Number.NaN;
    expect([at(14), at(2), at(8), at(20)]).toEqual([1.8, 0.4, 1.1, 1.1]);
    for (const { at: time, factor } of knots) {
      const sine = 1.1 + 0.7 * Math.cos(((time / 3_600_000 - 14) / 12) * Math.PI);
      expect(Math.abs(factor - sine)).toBeLessThan(0.012 * 1.4);
    }
  });

  it("asks for as many requests as lie under its lines", () => {
    expect(expectedRequests([], 100, 3_600_000)).toBe(360_000);
    const knots = (shape: string): number => expectedRequests(knotsOf(shape), 100, 3_600_000);
    expect(knots("{ ramp: { to: 300/s, over: 1h } }")).toBe(720_000);
    expect(knots("{ ramp: { to: 300/s, over: 2h } }")).toBe(540_000);
    expect(knots("{ spike: { at: 0s, factor: 3, for: 10m } }")).toBeCloseTo(480_000, -3);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(7_200), fc.nat(5)), { maxLength: 6 }), (pairs) => {
        const sorted = [...new Map(pairs)]
          .sort(([a], [b]) => a - b)
          .map(([at, factor]) => ({ at: at * 1_000, factor }));
        expect(expectedRequests(sorted, 1, 3_600_000)).toBeCloseTo(summed(sorted), 6);
      }),
    );
  });
});

/** The same area, second by second: exact, since every knot lies on a second. */
function summed(knots: readonly RateKnot[]): number {
  const factorAt = (at: number): number => {
    const next = knots.findIndex((knot) => knot.at >= at);
    const after = knots[next === -1 ? knots.length - 1 : next];
    const before = knots[next === -1 ? knots.length - 1 : next - 1] ?? after;
    if (after === undefined || before === undefined) return 1;
    if (after.at <= at || before === after) return after.factor;
    return before.factor + ((after.factor - before.factor) * (at - before.at)) / (after.at - before.at);
  };
  let sum = 0;
  for (let second = 0; second < 3_600; second++) sum += factorAt((second + 0.5) * 1_000);
  return sum;
}

const csv = "time,rate\n# a Tuesday\n1714550400,50\n1714550460, 100.5\n\n1714550520,150\n";
const json = JSON.stringify({
  status: "success",
  data: {
    resultType: "matrix",
    result: [
      {
        metric: {},
        values: [
          [1714550400.25, "50"],
          [1714550460.25, "100.5"],
        ],
      },
    ],
  },
});

describe("a trace", () => {
  it("is CSV of time,rate that begins with the run, whatever clock it was taken by", () => {
    expect(parseTrace(csv)).toEqual([
      { at: 0, rate: 50 },
      { at: 60_000, rate: 100.5 },
      { at: 120_000, rate: 150 },
    ]);
    expect(parseTrace("0s,50\r\n5m,60\r\n")).toEqual([
      { at: 0, rate: 50 },
      { at: 300_000, rate: 60 },
    ]);
  });

  it("is the answer of a Prometheus query_range", () => {
    expect(parseTrace(json)).toEqual([
      { at: 0, rate: 50 },
      { at: 60_000, rate: 100.5 },
    ]);
  });

  it.each([
    ["", "expected a trace with at least one time,rate, found none"],
    ["0,50\n60", 'line 2 of the trace: expected time,rate like 60,120.5, found "60"'],
    ["0,50\nx,60", 'row 2 of the trace: expected seconds or a duration like 5m, found "x"'],
    ["0,-5", 'row 1 of the trace: expected requests a second like 120.5, found "-5"'],
    ["0,5\n0,6", "row 2 of the trace: expected a later time than in the row before"],
    ["0,0\n60,0", "expected a trace with requests in it, found only 0"],
    ["{", "expected a query_range answer with one series of values under data.result"],
    [
      '{"data":{"result":[{},{}]}}',
      "expected a query_range answer with one series of values, found 2: sum them in the query",
    ],
    [
      '{"data":{"result":[{"values":[[0,"NaN"]]}]}}',
      'row 1 of the trace: expected requests a second like 120.5, found "NaN"',
    ],
    [`0,5\n${"1".repeat(limits.documentCharacters)}`, "documentCharacters"],
    ["1,1\n".repeat(limits.knots + 1), 'found 100,001 (limit "knots")'],
  ])("is refused in one sentence: %#", (text, message) => {
    expect(parseTrace(text)).toContain(message);
  });

  it("of any text is a list in the order of time, or a sentence", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.string()).map((lines) => lines.join("\n")),
        ),
        (text) => {
          const points = parseTrace(text);
          if (typeof points === "string") expect(points).toMatch(/expected/);
          else for (const [index, { at }] of points.entries()) expect(at).toBeGreaterThan(points[index - 1]?.at ?? -1);
        },
      ),
    );
  });

  it("stands in a file beside the scenario, or in it under a bar", () => {
    const byPath = "world: { traffic: { shape: { trace: { file: traces/tuesday.csv } } } }\n";
    const under = `world:\n  traffic:\n    shape:\n      trace:\n        file: |\n${csv.replace(/^(?=.)/gm, "          ")}`;
    const read = (path: string) => (path === "traces/tuesday.csv" ? csv : readManifest(path));
    const worlds = [byPath, under].map((body) => {
      const result = parseScenario(scenario(body), { readManifest: read });
      if (!result.ok) throw new Error(problemLines(result).join("\n"));
      return result.value.world;
    });
    expect(worlds[0]?.rate.map(({ factor }) => factor)).toEqual([0.5, 1.005, 1.5]);
    expect(worlds[1]).toEqual(worlds[0]);
    expect(problemLines(parseScenario(scenario(byPath), { readManifest }))).toEqual([
      '4:45 expected a trace that exists, found "traces/tuesday.csv"',
    ]);
    const outside = byPath.replace("traces/tuesday.csv", "../secret");
    expect(problemLines(parseScenario(scenario(outside), { readManifest: read }))).toEqual([
      '4:45 expected a path below the scenarios folder like traces/tuesday.csv, found "../secret"',
    ]);
  });
});

describe("a shape that cannot be used", () => {
  it.each([
    ["ramp", '4:28 expected constant, or a block with ramp, daily, spike, steps or trace, found "ramp"'],
    ["{ ramp: { to: 5/s, over: 1m }, steps: [[5m, 1/s]] }", "found 2"],
    ["{ steps: [[5m, 1/s], [5m, 2/s]] }", "expected steps in the order of time"],
    ["{ steps: [[5m]] }", "expected a step like [5m, 120/s], found a list"],
    ["{ daily: { peak: 180/s, at: 3h } }", '"trough" is missing: expected a rate like 100/s'],
    ['{ trace: { file: "0,5\\n0,6" } }', "row 2 of the trace: expected a later time"],
  ])("is refused: %s", (shape, message) => {
    const text = scenario(`world: { traffic: { shape: ${shape} } }\n`);
    expect(problemLines(parseScenario(text, { readManifest }))[0]).toContain(message);
  });
});

function knotsOf(shape: string, horizon = "1h"): readonly RateKnot[] {
  const result = parseScenario(scenario(`world: { horizon: ${horizon}, traffic: { shape: ${shape} } }\n`), {
    readManifest,
  });
  if (!result.ok) throw new Error(problemLines(result).join("\n"));
  expect(rateKnots({ kind: "constant" }, 100, 1)).toEqual([]);
  return result.value.world.rate;
}
