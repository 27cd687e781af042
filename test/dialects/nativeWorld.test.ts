/**
 * Our own policy in a whole world: judges see what the scrapes saw and every request once, users are counted whom a
 * policy wants to see, and shares of users need a balancer that knows them. The one-line change that must break this
 * file: begin a window of `countedRange` at its first scrape.
 */
import { describe, expect, test } from "vitest";
import { settingRules } from "../../src/core/dialects/native/settings.ts";
import {
  type Decision,
  findingsOf,
  hashRecording,
  judges,
  playable,
  type Recording,
  readPolicy,
  type Scenario,
  simulateAll,
  type World,
  worldForManifest,
} from "../../src/core/index.ts";
import { reach } from "../engine/worlds.ts";

function scenarioFor(lines: string, change: (world: World) => World = (world) => world): Scenario {
  const read = readPolicy(`native:\n${lines.trim().replace(/^/gm, "  ")}\n`, { label: "test" });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const scenario = worldForManifest(read.value, { twin: true });
  return { ...scenario, world: change({ ...scenario.world, horizon: 12 * 60_000 }) };
}

const failing = { ...reach, kind: "errors", rate: 0.3 } as const;

const short = `
steps: [{ weight: 10%, for: 3m }, { weight: 50%, for: 3m }]
judges: [{ metric: error-rate }]
`;

const looksOf = ({ decisions }: Recording): readonly Decision[] =>
  decisions.filter(({ note }) => note.checks.length > 0);
const countsIn = (decision: Decision | undefined) =>
  [
    ...(/Canary (\d+) errors in (\d+) requests, baseline (\d+) in (\d+)/.exec(decision?.note.because ?? "")?.slice(1) ??
      []),
  ].map(Number);

describe("a judge in a world", () => {
  test("has seen every request of both versions once, up to the last scrape", () => {
    const recording = simulateAll(scenarioFor(short), 3);
    const last = looksOf(recording).at(-1);
    expect(looksOf(recording).length).toBe(6);
    // Scrapes of 15 s fall 7 s after the quarter: at 6:10 the last is at 6:07, and at 0:10 it was at 0:07.
    const sum = (column: ArrayLike<number>, side: number): number => {
      let total = 0;
      for (let row = 7; row < 367; row++) total += column[2 * row + side] ?? 0;
      return total;
    };
    const { answered, failed } = recording.columns;
    expect(last?.at).toBe(370_000);
    expect(countsIn(last)).toEqual([sum(failed, 1), sum(answered, 1), sum(failed, 0), sum(answered, 0)]);
  });

  test("is told what a gap hid when the gap is over, and the looks in it do not count", () => {
    const gap = { track: "canary", from: 60_000, until: 200_000 } as const;
    const recording = simulateAll(
      scenarioFor(short, (world) => ({ ...world, observe: { ...world.observe, missing: [gap] } })),
      3,
    );
    const held = recording.decisions.filter(({ status }) => status.phase === "Held");
    expect(held.length).toBeGreaterThanOrEqual(2);
    for (const { note } of held) expect(note.because).toContain("nothing of the canary was scraped");
    expect(recording.outcome).toBe("promoted");
    const whole = simulateAll(scenarioFor(short), 3);
    expect(recording.endedAt).toBe((whole.endedAt ?? 0) + held.length * 60_000);
    expect(countsIn(looksOf(recording).at(-1))[1]).toBeGreaterThan(countsIn(looksOf(whole).at(-1))[1] ?? 0);
  });

  test("of slow requests counts them, and one of a metric that nobody has never has data", () => {
    const slow =
      "steps: [{ weight: 50%, for: 3m }]\njudges: [{ metric: latency-p99, slowerThan: 250ms, kind: threshold, limit: 90% }]";
    const because = looksOf(simulateAll(scenarioFor(slow), 1)).at(-1)?.note.because ?? "";
    const [canary = 0, all = 0] =
      /Canary (\d+) of (\d+) requests over 3 windows/.exec(because)?.slice(1).map(Number) ?? [];
    expect(because).toContain("An error is a request over 250 ms here. Canary ");
    expect(because).toContain("Failed windows 0 against 3.");
    expect(canary / all).toBeGreaterThan(0.01);
    expect(canary / all).toBeLessThan(0.1);
    const unknown = scenarioFor("steps: [{ weight: 50%, for: 3m }]\njudges: [{ metric: sales }]");
    expect(simulateAll(unknown, 1).decisions.at(-1)?.note.because).toContain("the world has no metric called sales");
    expect(findingsOf(unknown).map(({ rule, level }) => `${level} ${rule}`)).toContain("error NA04-unknown-metric");
  });
});

describe("an alarm in a world", () => {
  const policy = "steps: [{ weight: 20%, for: 6m }]\nalarms: [{ alarm: errors-high }]";
  const bad = (world: World, missingData: "missing" | "breaching" = "missing"): World => ({
    ...world,
    revisions: { ...world.revisions, canary: { ...world.revisions.canary, faults: [failing] } },
    observe: {
      ...world.observe,
      alarms: {
        "errors-high": {
          metric: "error-rate",
          reads: { signature: { type: "error-rate" }, scope: "canary", layer: "request", who: [] },
          comparison: "GreaterThanThreshold",
          threshold: 5,
          period: 60_000,
          datapoints: { m: 3, n: 3 },
          missingData,
        },
      },
    },
  });

  test("rolls back when enough periods breach, and a release without a fault goes through", () => {
    const failed = simulateAll(scenarioFor(policy, bad), 1);
    expect(failed.outcome).toBe("rolledBack");
    // The canary has traffic from 0:10 and looks come a minute apart, so that minute three is seen at 3:10.
    expect(failed.endedAt).toBe(190_000);
    const healthy = scenarioFor(policy, (world) => ({ ...bad(world), revisions: world.revisions }));
    expect(simulateAll(healthy, 1).outcome).toBe("promoted");
  });

  test("without data stops nothing, unless missing data is breaching", () => {
    const blind = (missingData: "missing" | "breaching") =>
      scenarioFor(policy, (world) => {
        const failing = bad(world, missingData);
        return { ...failing, observe: { ...failing.observe, missing: [{ track: "canary", from: 0, until: 9e6 }] } };
      });
    expect(simulateAll(blind("missing"), 1).outcome).toBe("promoted");
    expect(simulateAll(blind("breaching"), 1).outcome).toBe("rolledBack");
  });

  test("that nobody has made is a finding, and never rings", () => {
    const scenario = scenarioFor(policy);
    expect(findingsOf(scenario).map(({ rule, line, column }) => [rule, line, column])).toContainEqual([
      "NA12-unknown-alarm",
      3,
      21,
    ]);
    expect(simulateAll(scenario, 1).outcome).toBe("promoted");
  });
});

describe("users", () => {
  test("who must be seen are counted, and a step waits for them", () => {
    const policy =
      "steps: [{ weight: 1%, for: 1m }]\nmustSee: [{ segment: { device: web }, samples: 60 }]\njudges: [{ metric: error-rate }]";
    const recording = simulateAll(scenarioFor(policy), 2);
    const waits = recording.decisions.filter(({ status }) => status.phase === "Held");
    // A fifth of a hundredth of 100 requests a second is 12 a minute.
    expect(waits.length).toBeGreaterThanOrEqual(2);
    const seen = waits.map(({ note }) => Number(/(\d+) of 60 requests of device web/.exec(note.because)?.[1]));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(recording.outcome).toBe("promoted");
    const asCounts = scenarioFor(policy, (world) => ({ ...world, resolution: "counts" }));
    expect(playable(asCounts)).toEqual([
      expect.objectContaining({ line: 3, message: expect.stringContaining("knows no single requests") }),
    ]);
    const open = scenarioFor(policy, (world) => ({ ...world, resolution: "auto" }));
    expect(simulateAll(open, 2).resolution).toEqual({
      name: "requests",
      because: "the policy asks for requests counted by users",
    });
    const minutes = (recording.endedAt ?? 0) / 60_000;
    expect(minutes).toBeGreaterThan(3);
    expect(minutes).toBeLessThan(9);
  });

  test("are counted without a trace in the traffic", () => {
    const steps = "steps: [{ weight: 10%, for: 4m }]\njudges: [{ metric: error-rate }]";
    const plain = simulateAll(scenarioFor(steps), 5);
    const counted = simulateAll(scenarioFor(`${steps}\nmustSee: [{ segment: { device: ios }, samples: 1 }]`), 5);
    expect([...counted.columns.answered]).toEqual([...plain.columns.answered]);
    expect(hashRecording(counted)).not.toBe(hashRecording(plain));
  });

  test("by share are assigned by id, and stay on their side", () => {
    const policy = "steps: [{ users: 5%, for: 8m }]\njudges: [{ metric: error-rate }]";
    const plain = scenarioFor(policy);
    expect(playable(plain)).toEqual([]);
    const { columns, scenario } = simulateAll(plain, 1);
    const share = (columns.usersExposed[7 * 60] ?? 0) / scenario.world.users;
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.055);
  });

  test("of a segment go to the canary, and nobody else does", () => {
    const routed = scenarioFor("steps: [{ segments: { device: ios }, for: 8m }]");
    expect(playable(routed)).toEqual([]);
    const { columns, scenario } = simulateAll(routed, 1);
    const row = 5 * 60;
    expect(Math.abs((columns.asked[row] ?? 0) - 35)).toBeLessThan(2);
    const share = (columns.usersExposed[row] ?? 0) / scenario.world.users;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.37);
  });
});

test("every setting of every judge can be written", () => {
  const names = new Set(Object.values(judges).flatMap(({ defaults }) => Object.keys(defaults)));
  expect(names.size).toBeGreaterThan(20);
  expect(Object.keys(settingRules).sort()).toEqual([...names].sort());
});
