import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Check, Decision } from "../../src/core/model/index.ts";
import {
  blastRadius,
  checksOf,
  countsWithin,
  decisionIndexAt,
  latencyQuantiles,
  latencySeries,
  momentAt,
  queriesOf,
  runningTotal,
} from "../../src/core/recording/index.ts";
import { arbitraryTicks } from "./arbitraryTicks.ts";
import { type Row, syntheticRecording, type Tick } from "./syntheticRecording.ts";

const instants = fc.record({ until: fc.nat(130_000), window: fc.integer({ min: 1_000, max: 130_000 }) });

/** The ticks that a window covers, found by looking at each of them. */
function covered(ticks: readonly Tick[], until: number, window: number): readonly Tick[] {
  const ended = ticks.filter((_, index) => (index + 1) * 1_000 <= until);
  return ended.slice(Math.max(0, ended.length - Math.max(1, Math.round(window / 1_000))));
}

const total = (rows: readonly Row[], value: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + value(row), 0);

/** Nearest rank among the raw latencies. */
function exactQuantile(rows: readonly Row[], quantile: number): number | undefined {
  const sorted = rows.flatMap((row) => row.latencies).sort((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(quantile * sorted.length)) - 1];
}

function decision(at: number, checks: readonly Check[] = [], weight = 10): Decision {
  return {
    at,
    trigger: "reconcile",
    phase: "progressing",
    nodes: ["Progressing"],
    status: { phase: "Progressing", weight, failedChecks: 0, failedChecksLimit: 5 },
    weight,
    note: { verdict: "info", headline: "", because: "", checks },
    commands: [
      {
        type: "measure",
        queries: [
          { metric: "ok", signature: { type: "success-rate" }, scope: "canary", layer: "request", window: 60_000 },
        ],
      },
    ],
  };
}

describe("folds over a recording", () => {
  test("counts in a window are the sums of the rows that it covers", () => {
    fc.assert(
      fc.property(arbitraryTicks, instants, (ticks, { until, window }) => {
        const counts = countsWithin(syntheticRecording(ticks), until, window);
        const rows = covered(ticks, until, window).map((tick) => tick.canary);
        expect(counts.canary.arrived).toBe(total(rows, (row) => row.arrived));
        expect(counts.canary.answered).toBe(total(rows, (row) => row.latencies.length));
        expect(counts.canary.failed).toBe(total(rows, (row) => row.failed));
        expect(counts.canary.harmful).toBe(total(rows, (row) => row.harmful));
        expect(counts.canary.busy).toBeCloseTo(
          total(rows, (row) => row.busy),
          9,
        );
      }),
    );
  });

  test("a moment shows the last minute and the state at its end", () => {
    fc.assert(
      fc.property(arbitraryTicks, fc.nat(130_000), (ticks, playhead) => {
        const recording = syntheticRecording(ticks);
        const moment = momentAt(recording, playhead);
        const minute = covered(ticks, playhead, 60_000);
        const last = minute.at(-1);
        const stable = total(
          minute.map((tick) => tick.stable),
          (row) => row.arrived,
        );
        const canary = total(
          minute.map((tick) => tick.canary),
          (row) => row.arrived,
        );
        expect(moment.served).toBe(stable + canary === 0 ? null : (100 * canary) / (stable + canary));
        expect(moment.asked).toBe(last?.asked ?? 0);
        expect(moment.usersExposed).toBe(last?.usersExposed ?? 0);
        const atStart = recording.scenario.world.service.instances.stable;
        expect(moment.instances.stable).toBe(last?.stable.instances ?? atStart);
        const workerSeconds =
          8 *
          total(
            minute.map((tick) => tick.canary),
            (row) => row.instances,
          );
        const busy = total(
          minute.map((tick) => tick.canary),
          (row) => row.busy,
        );
        if (workerSeconds === 0) expect(moment.utilisation.canary).toBeNull();
        else expect(moment.utilisation.canary).toBeCloseTo(busy / workerSeconds, 9);
      }),
    );
  });

  test("the decision of a moment is the last one made by then, and its weight counts at once", () => {
    const recording = syntheticRecording([], {
      decisions: [decision(0, [], 0), decision(60_000), decision(60_000, [], 20)],
    });
    expect(momentAt(recording, -1).decisionIndex).toBe(-1);
    expect(momentAt(recording, 59_999).decisionIndex).toBe(0);
    expect(momentAt(recording, 60_000)).toMatchObject({ decisionIndex: 2, asked: 20 });
    expect(decisionIndexAt([], 5)).toBe(-1);
  });

  test("quantiles of a window are the exact ones to within a bucket", () => {
    fc.assert(
      fc.property(arbitraryTicks, instants, (ticks, { until, window }) => {
        const rows = covered(ticks, until, window).map((tick) => tick.stable);
        const found = latencyQuantiles(syntheticRecording(ticks), { track: "stable", until, window });
        expect(found?.requests ?? 0).toBe(total(rows, (row) => row.latencies.length));
        for (const [quantile, value] of [
          [0.5, found?.p50],
          [0.95, found?.p95],
          [0.99, found?.p99],
        ] as const) {
          const exact = exactQuantile(rows, quantile);
          if (exact === undefined || value === undefined) expect(value).toBe(exact);
          else expect(Math.abs(value / exact - 1)).toBeLessThan(0.009);
        }
      }),
    );
  });

  test("a latency series slides over the same windows that single questions take", () => {
    const pace = fc.record({ step: fc.integer({ min: 1, max: 20 }), window: fc.integer({ min: 1, max: 70 }) });
    fc.assert(
      fc.property(arbitraryTicks, pace, (ticks, { step, window }) => {
        const recording = syntheticRecording(ticks);
        const series = latencySeries(recording, { track: "canary", step: step * 1_000, window: window * 1_000 });
        expect(series).toHaveLength(Math.floor(ticks.length / step));
        for (const { at, quantiles } of series) {
          expect(quantiles).toEqual(
            latencyQuantiles(recording, { track: "canary", until: at, window: window * 1_000 }),
          );
        }
      }),
    );
  });

  test("the blast radius sums from the start", () => {
    fc.assert(
      fc.property(arbitraryTicks, fc.nat(130_000), (ticks, until) => {
        const radius = blastRadius(syntheticRecording(ticks), until);
        const ended = covered(ticks, until, 1_000_000);
        expect(radius.failed.stable).toBe(
          total(
            ended.map((tick) => tick.stable),
            (row) => row.failed,
          ),
        );
        expect(radius.harmful.canary).toBe(
          total(
            ended.map((tick) => tick.canary),
            (row) => row.harmful,
          ),
        );
        expect(radius.answered.canary).toBe(
          total(
            ended.map((tick) => tick.canary),
            (row) => row.latencies.length,
          ),
        );
        expect(radius.usersHarmedThrice).toBe(ended.at(-1)?.usersHarmedThrice ?? 0);
      }),
    );
  });

  test("running totals begin at nothing and grow by each tick's row", () => {
    fc.assert(
      fc.property(arbitraryTicks, (ticks) => {
        const upTo = runningTotal(syntheticRecording(ticks).columns, "arrived", "canary");
        expect(upTo(0)).toBe(0);
        ticks.forEach((tick, index) => {
          expect(upTo(index + 1) - upTo(index)).toBe(tick.canary.arrived);
        });
        expect(upTo(ticks.length + 5)).toBe(upTo(ticks.length));
      }),
    );
  });

  test("checks of a metric keep their time, value and outcome; those not asked are left out", () => {
    const check = (metric: string, outcome: Check["outcome"], value: number | null): Check => ({
      metric,
      unit: "%",
      reading: value === null ? { type: "missing", reason: "no traffic" } : { type: "value", value },
      samples: { requests: 100, failures: 2 },
      window: 60_000,
      min: 99,
      max: null,
      outcome,
    });
    const recording = syntheticRecording([], {
      decisions: [
        decision(60_000, [check("ok", "noData", null), check("slow", "pass", 12)]),
        decision(120_000, [check("ok", "fail", 98)]),
        decision(180_000, [check("ok", "notAsked", null)]),
      ],
    });
    expect(checksOf(recording, "ok").map(({ at, value, outcome }) => [at, value, outcome])).toEqual([
      [60_000, null, "noData"],
      [120_000, 98, "fail"],
    ]);
    expect(queriesOf(recording).map(({ metric }) => metric)).toEqual(["ok"]);
  });
});
