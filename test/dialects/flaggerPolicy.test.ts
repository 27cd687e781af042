import { describe, expect, test } from "vitest";
import { flagger, startFlagger } from "../../src/core/dialects/flagger/index.ts";
import { ticksToSucceeded } from "../../src/core/dialects/flagger/schedule.ts";
import { parseGoDuration } from "../../src/core/dialects/goDuration.ts";
import { readable, span } from "../../src/core/dialects/numbers.ts";
import type { Command, Signal } from "../../src/core/model/index.ts";
import { canary, plain, policyOf } from "./canaryManifest.ts";

const head = "interval: 1m\nthreshold: 2\n";

describe("a policy needs", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["weighted traffic", plain, ["weighted 13"]],
    ["weighted traffic with skipAnalysis too", canary(`${head}stepWeight: 5\n`, "skipAnalysis: true"), ["weighted 14"]],
    ["copied traffic for a mirror", canary(`${head}stepWeight: 5\nmirror: true\n`), ["weighted 13", "mirror 16"]],
    [
      "no copies where the provider cannot mirror",
      canary(`${head}stepWeight: 5\nmirror: true\n`, "provider: nginx"),
      ["weighted 14"],
    ],
    [
      "matched traffic for an A/B test",
      canary(`${head}iterations: 5\nmatch: [{headers: {a: {exact: b}}}]\n`),
      ["match 16"],
    ],
    ["a switch for blue/green", canary(`${head}iterations: 5\n`), ["service 15"]],
    ["a switch on the kubernetes provider", canary(`${head}stepWeight: 5\n`, "provider: kubernetes"), ["service 12"]],
    [
      "sticky traffic for affinity",
      canary(`${head}stepWeight: 5\nsessionAffinity: {cookieName: a}\n`),
      ["weighted 13", "affinity 16"],
    ],
  ];
  for (const [what, manifest, expected] of cases) {
    test(what, () => {
      expect(flagger.needs(policyOf(manifest)).map(({ kind, line }) => `${kind} ${line}`)).toEqual(expected);
    });
  }
});

describe("limits", () => {
  test("are those of the built-in metrics", () => {
    expect(flagger.limits(policyOf(plain))).toEqual({
      successRateMin: 99,
      latencyMaxMs: 500,
      latencyQuantile: 0.99,
      intervalMs: 60_000,
      windowMs: 60_000,
    });
  });

  test("are null where the policy has none, and a bound on a mean is none on P99", () => {
    const nginx = canary(
      `${head}stepWeight: 5\nmetrics:\n- name: request-duration\n  thresholdRange: {max: 500}\n`,
      "provider: nginx",
    );
    expect(flagger.limits(policyOf(nginx))).toMatchObject({ successRateMin: null, latencyMaxMs: null });
  });
});

test("a description has five to ten sentences, with the steps, the bounds and the way back", () => {
  const sentences = flagger.describe(policyOf(plain));
  expect(sentences.length).toBeGreaterThanOrEqual(5);
  expect(sentences.length).toBeLessThanOrEqual(10);
  expect(sentences.join(" ")).toMatch(/10%, 20%, 30%, 40%, 50%.*at least 99%.*at most 500 ms.*3 failed checks/);
});

describe("the schedule", () => {
  const manifests = [
    plain,
    canary(`${head}stepWeight: 20\nmaxWeight: 50\nstepWeightPromotion: 25\n`),
    canary(`${head}stepWeights: [1, 5, 25, 100]\n`),
    canary(`${head}stepWeight: 25\nmirror: true\n`),
    canary(`${head}iterations: 4\n`),
    canary(`${head}iterations: 4\nmatch: [{headers: {a: {exact: b}}}]\n`),
    canary(`${head}stepWeight: 5\n`, "provider: kubernetes"),
    canary(`${head}stepWeight: 5\n`, "skipAnalysis: true"),
    canary(`${head}stepWeight: 0\n`),
  ];

  test("foretells the tick on which the machine succeeds", () => {
    let seen = 0;
    for (const manifest of manifests) {
      const policy = policyOf(manifest);
      let controller = startFlagger(policy, "old").react({ type: "revision.changed", revision: "new" });
      let ticks = 0;
      while (controller.status.phase !== "Succeeded" && ticks < 60) {
        controller = passing(controller);
        ticks++;
      }
      expect(controller.status.phase === "Succeeded" ? ticks : null).toBe(ticksToSucceeded(policy));
      seen++;
    }
    expect(seen).toBe(9);
  });
});

/** One tick on which every metric is in range. */
function passing(before: ReturnType<typeof startFlagger>): ReturnType<typeof startFlagger> {
  let controller = before.react({ type: "reconcile" });
  for (let asked = questions(controller.commands); asked.length > 0; asked = questions(controller.commands)) {
    for (const signal of asked) controller = controller.react(signal);
  }
  return controller;
}

function questions(commands: readonly Command[]): readonly Signal[] {
  return commands.flatMap((command): readonly Signal[] => {
    if (command.type !== "measure") return [];
    const samples = { requests: 100, failures: 0 };
    const reading = { type: "value", value: 100 } as const;
    return [{ type: "measured", measurements: command.queries.map((query) => ({ query, reading, samples })) }];
  });
}

describe("durations", () => {
  test("are Go's", () => {
    const read = ["1m", "1m30s", "500ms", "1.5h", ".5s", "0", "-1s", "+2s", "1us"].map(parseGoDuration);
    expect(read).toEqual([60_000, 90_000, 500, 5_400_000, 500, 0, -1000, 2000, 0.001]);
  });

  test("that Go refuses are refused", () => {
    expect(["", "1", "1mx", "m", "1 m", "1d", "--1s", ".s", "9".repeat(200)].map(parseGoDuration)).toEqual(
      Array(9).fill(null),
    );
  });

  test("are written back in the units that people use", () => {
    expect([500, 1000, 90_000, 3_600_000, 5_430_000, 1500].map(span)).toEqual([
      "500ms",
      "1s",
      "1m30s",
      "1h",
      "1h30m30s",
      "1.5s",
    ]);
  });
});

test("numbers have thousands separated and at most two decimals, without trailing zeros", () => {
  const written = [1180, 0.5, 94.8, 99.999, 1_234_567.891, -3.1, 0, -0.001, 100, 1e21, Number.POSITIVE_INFINITY].map(
    readable,
  );
  expect(written).toEqual([
    "1,180",
    "0.5",
    "94.8",
    "100",
    "1,234,567.89",
    "-3.1",
    "0",
    "0",
    "100",
    "1e+21",
    "Infinity",
  ]);
});
