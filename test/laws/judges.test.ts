/**
 * Laws that hold for every judge of the registry, exemptions by name and with a reason in the judge's own file; and
 * the promise of those that are labelled valid under peeking. The one-line change that must break them: compare the
 * rate-ratio e-process with 1/(4α) (`rateRatioEProcess.ts`), or give both
 * directions the canary's errors (`errorOwners.ts`).
 */
import { describe, expect, test } from "vitest";
import { type Evidence, type Judge, judges, referenceTraffic } from "../../src/core/judges/index.ts";
import { eProcessCharacteristic } from "../../src/core/judges/operating/eProcessGrid.ts";
import { firstDecision, simulateJudge } from "../../src/core/judges/operating/simulateJudge.ts";
import { thresholdCharacteristic } from "../../src/core/judges/operating/thresholdWindows.ts";
import { worseGrid } from "../../src/core/judges/sequential/rateRatioEProcess.ts";
import { anyEvidence, errorByError, reordered, swapped, uniformsOf } from "./judgeEvidence.ts";

const registry: readonly (readonly [name: string, judge: Judge])[] = Object.entries(judges);
const samples = Array.from({ length: 90 }, (_, run) => anyEvidence(run));
const alpha = 0.05;

test("the registry holds at least twelve judges, and the samples reach every verdict", () => {
  expect(registry.length).toBeGreaterThanOrEqual(12);
  expect(samples.length).toBe(90);
  const verdicts = new Set(samples.flatMap((evidence) => registry.map(([, judge]) => judge.weigh(evidence).verdict)));
  expect([...verdicts].sort()).toEqual(["fail", "inconclusive", "pass"]);
});

test("exemptions say why", () => {
  const reasons = registry.flatMap(([, judge]) => Object.values(judge.exempt));
  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.every((reason) => reason.length > 20)).toBe(true);
});

describe.each(registry)("%s", (_name, judge) => {
  const mirror = { worse: "better", better: "worse", neither: "neither" } as const;

  test.skipIf("swapping arms mirrors" in judge.exempt)("swapping the arms mirrors the comparison", () => {
    const leans = samples.map((evidence) => judge.weigh(evidence).lean);
    expect(leans.filter((lean) => lean !== "neither").length).toBeGreaterThan(10);
    expect(samples.map((evidence) => judge.weigh(swapped(evidence)).lean)).toEqual(leans.map((lean) => mirror[lean]));
  });

  test("a fail says worse, and what is better never fails", () => {
    const seen = samples.map((evidence) => judge.weigh(evidence));
    expect(seen.length).toBe(samples.length);
    expect(seen.filter(({ verdict, lean }) => verdict === "fail" && lean !== "worse")).toEqual([]);
  });

  test("more of the same evidence never turns a fail into a pass", () => {
    const failed = samples.filter((evidence) => judge.weigh(evidence).verdict === "fail");
    expect(failed.length).toBeGreaterThan(5);
    const after = failed.map((evidence) => judge.weigh([...evidence, ...evidence, ...evidence]).verdict);
    if (!("a fail stays" in judge.exempt)) expect(after.filter((verdict) => verdict === "pass")).toEqual([]);
  });

  test.runIf(judge.stands)("a decision stands: any number of windows after it change nothing", () => {
    const long = samples.filter((evidence) => evidence.length > 10).slice(0, 25);
    expect(long.length).toBe(25);
    for (const evidence of long) {
      const looks = evidence.map((_, i) => judge.weigh(evidence.slice(0, i + 1)).verdict);
      const first = looks.findIndex((verdict) => verdict !== "inconclusive");
      if (first >= 0) expect(new Set(looks.slice(first))).toEqual(new Set([looks[first]]));
      const decision = firstDecision(judge, evidence);
      expect(decision.look).toBe(first >= 0 ? first + 1 : evidence.length);
    }
  });

  test("the order inside a window does not matter", () => {
    expect(samples.length).toBeGreaterThan(80);
    for (const evidence of samples.slice(0, 40)) {
      expect(judge.weigh(reordered(evidence))).toEqual(judge.weigh(evidence));
    }
  });

  test("no evidence holds, whatever it looks like", () => {
    const nothing: readonly Evidence[] = [
      [],
      window({ canary: 0, baseline: 0 }),
      window({ canary: 0, baseline: 5000 }),
      window({ canary: 5000, baseline: 0 }),
      window({ canary: Number.NaN, baseline: 5000 }),
      window({ canary: Number.POSITIVE_INFINITY, baseline: 5000 }),
    ];
    const judged = nothing.map((evidence) => judge.judge(evidence));
    expect(judged.map(({ verdict, rule }) => `${verdict}: ${rule}`)).toEqual(
      nothing.map(() => "inconclusive: no data"),
    );
  });

  test("zero errors on both sides are no evidence of harm", () => {
    const clean = Array.from({ length: 59 }, () => window({ canary: 500, baseline: 500 })[0] as Evidence[number]);
    expect(judge.weigh(clean).verdict).not.toBe("fail");
  });

  test("says why, with the counts", () => {
    for (const evidence of samples.slice(0, 30)) {
      const { because, verdict } = judge.judge(evidence);
      const errors = evidence.reduce((sum, { canary }) => sum + canary.errors, 0);
      const requests = evidence.reduce((sum, { canary }) => sum + canary.requests, 0);
      expect(because).toContain(`Canary ${errors} errors in ${requests} requests`);
      expect(because).toMatch(/Rule: .+\.$/);
      expect(because).toMatch(/Rate ratio|No errors at all|latencies/);
      expect(verdict).toMatch(/^(pass|fail|inconclusive)$/);
    }
  });

  test("knows its settings and refuses others and impossible counts", () => {
    const evidence = samples[0] as Evidence;
    expect(Object.keys(judge.defaults).length).toBeGreaterThan(1);
    expect(judge.weigh(evidence, judge.defaults)).toEqual(judge.weigh(evidence));
    expect(() => judge.weigh(evidence, { nonsense: 1 })).toThrow("no setting nonsense");
    expect(() => judge.weigh(window({ canary: 10, baseline: 10, errors: 11 }))).toThrow("invalid counts");
  });
});

function window(arms: { readonly canary: number; readonly baseline: number; readonly errors?: number }): Evidence {
  const arm = (requests: number) => ({ requests, errors: arms.errors ?? 0, latency: [] });
  return [{ seconds: 60, canaryShare: 0.5, canary: arm(arms.canary), baseline: arm(arms.baseline) }];
}

type Plan = readonly (readonly [share: number, errors: number])[];

/** Whose the errors are when the canary is as good as the baseline; the rate of errors may do what it likes. */
const nulls: Readonly<Record<string, Plan>> = {
  "a share of 1%": [[0.01, 300]],
  "a share of 5%": [[0.05, 300]],
  "a share of 50%": [[0.5, 300]],
  "steps from 1% to 100%": [
    [0.01, 60],
    [0.05, 60],
    [0.25, 60],
    [0.5, 60],
    [1, 60],
  ],
  "a share that swings with the time of day": Array.from({ length: 60 }, (_, i) => [0.05 + 0.4 * ((i % 12) / 12), 5]),
};

describe("valid under peeking", () => {
  const valid = registry.filter(([, judge]) => judge.peeking.valid);
  const onErrors = valid.filter(([, judge]) => !("quantile" in judge.defaults));

  test("is what at least two judges of errors and the percentile say of themselves, over five nulls", () => {
    expect(onErrors.length).toBeGreaterThanOrEqual(2);
    expect(valid.length - onErrors.length).toBe(1);
    expect(onErrors.every(([, judge]) => judge.stands)).toBe(true);
    expect(Object.keys(nulls).length).toBe(5);
  });

  describe.each(onErrors)("%s", (_name, judge) => {
    test.each(Object.entries(nulls))("keeps its level after every error, at %s", (_null, plan) => {
      const runs = 1500;
      let failed = 0;
      for (let run = 0; run < runs; run++) {
        // Decisions of these judges stand, so that one call over a window for each error stands for all looks.
        if (judge.weigh(errorByError(uniformsOf(21, run), plan)).verdict === "fail") failed++;
      }
      expect(failed / runs).toBeLessThanOrEqual(alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / runs));
    });

    test("finds a canary that is three times as bad", () => {
      let failed = 0;
      for (let run = 0; run < 200; run++) {
        if (judge.weigh(errorByError(uniformsOf(23, run), [[0.5, 200]], 3)).verdict === "fail") failed++;
      }
      expect(failed).toBeGreaterThan(170);
    });
  });

  test.each([0.01, 0.05, 0.25, 0.5])("the rate-ratio e-process keeps its level exactly, at a share of %d", (share) => {
    const plan = { canaryTrafficShare: share, rateRatios: worseGrid, alpha, maxErrors: 300 };
    expect(eProcessCharacteristic(plan, 1).probRollback).toBeLessThan(alpha);
    expect(eProcessCharacteristic(plan, 1).probRollback).toBeGreaterThan(0.005);
  });

  test.each([0.01, 0.25, 0.5, 0.9, 0.99])("the SPRT keeps its level exactly, at a share of %d", (share) => {
    const exact = exactSprtAlarm(share, { upper: Math.log(1 / alpha), lower: Math.log(0.1) });
    expect(exact).toBeGreaterThan(0.02);
    expect(exact).toBeLessThanOrEqual(alpha);
  });

  test("with Wald's own bounds the SPRT would not, at a share of 90%", () => {
    expect(exactSprtAlarm(0.9, { upper: Math.log(0.9 / alpha), lower: Math.log(0.1 / 0.95) })).toBeGreaterThan(alpha);
  });

  test("what the rate-ratio e-process catches is what the exact chain says", () => {
    const plan = { canaryTrafficShare: 0.5, rateRatios: worseGrid, alpha, maxErrors: 60 };
    const exact = eProcessCharacteristic(plan, 2).probRollback;
    const runs = 800;
    let failed = 0;
    for (let run = 0; run < runs; run++) {
      // With a promotion out of reach, as the chain has none.
      const evidence = errorByError(uniformsOf(24, run), [[0.5, 60]], 2);
      if (judges["rate-ratio-e-process"].weigh(evidence, { beta: 1e-9 }).verdict === "fail") failed++;
    }
    expect(exact).toBeGreaterThan(0.2);
    expect(Math.abs(failed / runs - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / runs));
  });

  test.each([
    [0.01, 1],
    [0.05, 1],
    [0.5, 1],
    [0.5, 3],
    [0.25, 10],
  ])("percentile keeps its level at a share of %d with latencies in steps of %d ms", (share, step) => {
    const runs = 60;
    const failed = Array.from({ length: runs }, (_, run) => latencyRun({ run, share, step, slower: 1 }));
    expect(failed.length).toBe(runs);
    expect(failed.filter(Boolean).length / runs).toBeLessThanOrEqual(
      alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / runs),
    );
  });

  test("percentile finds a canary whose tail is twice as slow", () => {
    const failed = Array.from({ length: 20 }, (_, run) => latencyRun({ run, share: 0.5, step: 3, slower: 2 }));
    expect(failed.filter(Boolean).length).toBeGreaterThan(15);
  });
});

/** Chance that the SPRT of a doubling ever rolls back under equal rates: a chain on the canary's errors. */
function exactSprtAlarm(share: number, { upper, lower }: { readonly upper: number; readonly lower: number }): number {
  let going = new Map([[0, 1]]);
  let alarm = 0;
  for (let errors = 1; errors <= 4000 && going.size > 0; errors++) {
    const next = new Map<number, number>();
    for (const [hits, chance] of going) {
      for (const [after, part] of [[hits + 1, chance * share] as const, [hits, chance * (1 - share)] as const]) {
        const llr = after * Math.log(2) - errors * Math.log(1 + share);
        if (llr >= upper) alarm += part;
        else if (llr > lower && part > 1e-18) next.set(after, (next.get(after) ?? 0) + part);
      }
    }
    going = next;
  }
  return alarm;
}

/** Does the percentile judge roll back at any of 20 looks? Exponential latencies in whole steps. */
function latencyRun(plan: { run: number; share: number; step: number; slower: number }): boolean {
  const draw = uniformsOf(31, plan.run);
  const arm = (requests: number, mean: number) => ({
    requests,
    errors: 0,
    latency: Array.from({ length: requests }, () => ({
      ms: Math.ceil((-Math.log(1 - draw.next()) * mean) / plan.step / 4) * plan.step,
      count: 1,
    })),
  });
  const evidence: Evidence = Array.from({ length: 20 }, () => ({
    seconds: 60,
    canaryShare: plan.share,
    canary: arm(Math.ceil(400 * plan.share), 40 * plan.slower),
    baseline: arm(Math.ceil(400 * (1 - plan.share)), 40),
  }));
  const settings = { quantile: 0.9, tunedSample: 2000, looks: 1000 };
  return evidence.some((_, i) => judges.percentile.weigh(evidence.slice(0, i + 1), settings).verdict === "fail");
}

describe("not valid under peeking", () => {
  const { requestsPerMinute, errorRate, looks } = referenceTraffic;
  const traffic = {
    canaryPerLook: requestsPerMinute,
    baselinePerLook: requestsPerMinute,
    canaryErrorRate: errorRate,
    baselineErrorRate: errorRate,
    looks,
  };
  const measured = registry.flatMap(([name, { peeking }]) =>
    peeking.valid ? [] : [{ name, share: peeking.measured }],
  );

  test("is said by at least nine judges, with a number", () => {
    expect(measured.length).toBeGreaterThanOrEqual(9);
  });

  test.each(measured)("$name rolls back about $share of healthy releases, as it says", ({ name, share }) => {
    const runs = name.startsWith("kayenta") ? 60 : 300;
    const judge = Object.fromEntries(registry)[name] as Judge;
    const { rolledBack } = simulateJudge(judge, traffic, { runs, seed: 41 });
    const off = Math.abs(rolledBack / runs - share);
    expect(off).toBeLessThanOrEqual(3 * Math.sqrt((share * (1 - share)) / runs) + 3 / runs);
  });

  test("the threshold's exact rate is what its rollouts show", () => {
    const worse = { ...traffic, canaryErrorRate: 0.009 };
    const exact = judges.threshold.exact(worse) ?? Number.NaN;
    const { rolledBack, runs } = simulateJudge(judges.threshold, worse, { runs: 600, seed: 43 });
    expect(exact).toBeGreaterThan(0.3);
    expect(Math.abs(rolledBack / runs - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / runs));
  });

  test("a threshold that rolls back at the first failed window rolls back 87%", () => {
    const plan = {
      requestsPerWindow: 600,
      limit: 0.01,
      windows: 60,
      rule: "consecutive",
      failuresToRollback: 1,
    } as const;
    expect(thresholdCharacteristic(plan, errorRate).probRollback).toBeCloseTo(0.87, 2);
  });
});
