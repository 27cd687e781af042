/** Flagger's strategies in the simulated world, from a manifest to its verdict and to who was harmed. */
import { describe, expect, test } from "vitest";
import {
  playable,
  type Recording,
  readPolicy,
  type Scenario,
  simulateAll,
  type World,
  worldForManifest,
} from "../../src/core/index.ts";
import { canary } from "./canaryManifest.ts";

const metrics = `metrics:
- name: request-success-rate
  interval: 1m
  thresholdRange:
    min: 99`;

const iterations = (rest: string): string => canary(`interval: 1m\nthreshold: 3\niterations: 6\n${rest}\n${metrics}`);

const strategies = {
  abTest: iterations("match:\n- headers:\n    x-canary:\n      exact: insider"),
  mirroredBlueGreen: iterations("mirror: true"),
  mirroredCanary: canary(
    `interval: 1m\nthreshold: 3\nstepWeight: 10\nmaxWeight: 60\nmirror: true\nmirrorWeight: 30\n${metrics}`,
  ),
  affinity: canary(
    `interval: 1m\nthreshold: 3\nstepWeight: 5\nmaxWeight: 30\nsessionAffinity:\n  cookieName: flagger\n${metrics}`,
  ),
  kubernetes: canary(
    `interval: 1m\nthreshold: 3\niterations: 6\nwebhooks:\n- name: load-test\n  url: http://loadtester.test/\n  metadata:\n    cmd: "hey -z 1m -q 10 -c 2 http://web-canary.test/"\n${metrics}`,
    "provider: kubernetes",
  ),
} as const;

type Strategy = keyof typeof strategies;
const names = Object.keys(strategies) as readonly Strategy[];

function scenario(
  text: string,
  choice: { twin: boolean },
  change: (world: World) => World = (world) => world,
): Scenario {
  const read = readPolicy(text, { label: "manifest" });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const made = worldForManifest(read.value, choice);
  return { ...made, world: change(made.world) };
}

function run(strategy: Strategy, twin: boolean): Recording {
  return simulateAll(scenario(strategies[strategy], { twin }), 2, { stopWhenSettled: true });
}

const last = (column: Int32Array): number => column.at(-1) ?? 0;

describe("every strategy", () => {
  test.each(names)("%s can be played, stops a bad release and promotes its twin", (name) => {
    expect(playable(scenario(strategies[name], { twin: false }))).toEqual([]);
    expect(run(name, false).outcome).toBe("rolledBack");
    expect(run(name, true).outcome).toBe("promoted");
  });

  test("is known to the test", () => {
    expect(names.length).toBe(5);
  });
});

test("an A/B test harms those who carry the header, and asks for their share", () => {
  const { columns, decisions } = run("abTest", false);
  const asked = Math.max(...columns.asked);
  expect(asked).toBeGreaterThan(9);
  expect(asked).toBeLessThan(11);
  // Exposed is who was answered by the canary: of the 10% who match, most come within the minutes of the test.
  expect(last(columns.usersExposed)).toBeLessThan(0.11 * 20_000);
  expect(last(columns.usersHarmed)).toBeGreaterThan(0);
  expect(decisions.some(({ note }) => note.headline === "Held at iteration 5 of 6")).toBe(true);
});

test("a mirror shows the canary's errors to Flagger and to nobody else", () => {
  const { columns, decisions } = run("mirroredBlueGreen", false);
  const samples = decisions.flatMap(({ note }) => note.checks.map((check) => check.samples.requests));
  expect(Math.max(...samples)).toBeGreaterThan(4000);
  expect(last(columns.usersHarmed)).toBe(0);
  expect(last(columns.usersExposed)).toBe(0);
});

test("a mirrored canary copies its share before the first step", () => {
  const { decisions } = run("mirroredCanary", true);
  const mirrored = decisions.find(({ note }) => note.headline.startsWith("Started"));
  const requests = mirrored?.note.checks[0]?.samples.requests ?? 0;
  expect(Math.abs(requests - 0.3 * 45 * 100)).toBeLessThan(4 * Math.sqrt(0.3 * 45 * 100));
});

test("affinity brings more requests to the canary than the weight says", () => {
  const { columns } = run("affinity", true);
  const row = columns.asked.lastIndexOf(30);
  const canaryAnswers = columns.answered[2 * row + 1] ?? 0;
  const share = canaryAnswers / (canaryAnswers + (columns.answered[2 * row] ?? 0));
  expect(row).toBeGreaterThan(0);
  expect(share).toBeGreaterThan(0.4);
});

test("a load test is what the kubernetes provider judges by, at the rate of its command", () => {
  const { columns, decisions } = run("kubernetes", false);
  const samples = decisions.flatMap(({ note }) => note.checks.map((check) => check.samples.requests));
  expect(Math.max(...samples)).toBe(45 * 20 + 1);
  expect(last(columns.usersHarmed)).toBe(0);
});

test("blue/green without a mirror or a load test finds no values, as Flagger does", () => {
  const { outcome, decisions } = simulateAll(scenario(iterations(""), { twin: true }), 1, { stopWhenSettled: true });
  expect(outcome).toBe("rolledBack");
  expect(decisions.at(-1)?.note.because).toContain("no values found");
});

test("counts know no single requests: a policy that needs them is refused there, and is played by requests under auto", () => {
  const counts = scenario(strategies.abTest, { twin: true }, (world) => ({ ...world, resolution: "counts" }));
  expect(playable(counts).map(({ message }) => message)).toEqual([
    "the counts resolution knows no single requests, and this policy asks for A/B testing by header match",
  ]);
  const auto = scenario(strategies.mirroredBlueGreen, { twin: true }, (world) => ({ ...world, resolution: "auto" }));
  expect(simulateAll(auto, 1, { stopWhenSettled: true }).resolution).toEqual({
    name: "requests",
    because: "the policy asks for blue/green by iterations",
  });
});
