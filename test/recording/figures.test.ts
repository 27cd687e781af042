import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clockOf, clockTicks, clockWithSeconds } from "../../src/web/figures/clock.ts";
import { dotPlan, dotsAt } from "../../src/web/figures/dots.ts";
import { type EndLabel, spread } from "../../src/web/figures/endLabels.tsx";
import { failureAt, failureMax, failureSeries } from "../../src/web/figures/failureSeries.ts";
import { duration, niceMax, percent, perSecond, share } from "../../src/web/figures/numbers.ts";
import { shareSeries } from "../../src/web/figures/shareSeries.ts";
import { alongEdge, topologyLayout } from "../../src/web/figures/topologyLayout.ts";
import { arbitraryTicks } from "./arbitraryTicks.ts";
import { type Row, syntheticRecording, type Tick } from "./syntheticRecording.ts";

const row = (arrived: number, failed: number): Row => ({
  arrived,
  failed,
  harmful: failed,
  instances: 3,
  busy: 1,
  latencies: Array.from({ length: arrived }, () => 60),
});

/** Ten minutes at 100 requests a second, a fifth of them on a canary of which a tenth fails. */
const steady = syntheticRecording(
  Array.from(
    { length: 600 },
    (): Tick => ({
      asked: 20,
      usersHarmed: 0,
      usersHarmedThrice: 0,
      usersExposed: 0,
      stable: row(80, 0),
      canary: row(20, 2),
    }),
  ),
);

describe("the moving marks", () => {
  test("are the same marks at each look at one moment", () => {
    const plan = dotPlan(steady, 60, 120);
    expect(dotsAt(steady, 300_000, plan)).toEqual(dotsAt(steady, 300_000, plan));
  });

  test("stay under the cap and on their edges, whatever happens and however fast it plays", () => {
    fc.assert(
      fc.property(
        arbitraryTicks,
        fc.nat(130_000),
        fc.constantFrom(1, 60, 600),
        fc.constantFrom(24, 120),
        (ticks, at, speed, cap) => {
          const recording = syntheticRecording(ticks);
          const dots = dotsAt(recording, at, dotPlan(recording, speed, cap));
          expect(dots.length).toBeLessThanOrEqual(cap);
          for (const { place, lane } of dots) {
            expect(place).toBeGreaterThanOrEqual(0);
            expect(place).toBeLessThanOrEqual(2);
            expect(Math.abs(lane)).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("are as many as requests under way divided by what a mark stands for", () => {
    for (const speed of [1, 60, 600]) {
      const plan = dotPlan(steady, speed, 120);
      const dots = dotsAt(steady, 500_000, plan).filter(({ failed }) => !failed);
      const expected = (100 * plan.travel) / 1000 / plan.requestsPerDot;
      expect(Math.abs(dots.length - expected)).toBeLessThan(0.1 * expected + 3);
      const canary = dots.filter(({ track }) => track === "canary").length;
      expect(Math.abs(canary / dots.length - 0.2)).toBeLessThan(0.06);
    }
  });

  test("move steadily: a moment later each is a little further on", () => {
    const plan = dotPlan(steady, 1, 120);
    const place = (at: number) =>
      dotsAt(steady, at, plan)
        .filter((dot) => dot.track === "canary" && !dot.failed)
        .map((dot) => dot.place);
    const before = place(300_000);
    const after = place(300_016);
    const moved = before.filter((from) => after.some((to) => to > from && to - from < 0.06));
    expect(moved.length).toBeGreaterThanOrEqual(before.length - 2);
  });
});

describe("the shape of the charts", () => {
  test("labels keep their order, their distance and their bounds", () => {
    const heights = fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { maxLength: 6 });
    fc.assert(
      fc.property(heights, (ys) => {
        const labels = ys.map((y, index): EndLabel => ({ text: `${index}`, y, kind: "plain" }));
        const placed = spread(labels, 0, 120).map(({ y }) => y);
        placed.forEach((y, index) => {
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(120);
          if (index > 0) expect(y - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-9);
        });
      }),
    );
  });

  test("axes end on a round number that holds the value", () => {
    expect([0.37, 1, 2.2, 7.9, 31, 99].map((value) => niceMax(value, 0.5, 100))).toEqual([0.5, 1, 3, 8, 40, 100]);
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 100, noNaN: true }),
        (value) => niceMax(value, 0.5, 100) >= value * (1 - 1e-9),
      ),
    );
  });

  test("clock labels are never closer than asked", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60_000, max: 86_400_000 }),
        fc.integer({ min: 200, max: 1_200 }),
        (horizon, width) => {
          const ticks = clockTicks(horizon, width);
          expect(ticks[0]).toBe(0);
          if (ticks.length > 1) expect(((ticks[1] ?? 0) / horizon) * width).toBeGreaterThanOrEqual(58);
        },
      ),
    );
  });

  test("times and numbers read as people write them", () => {
    expect([clockOf(0), clockOf(427_000), clockWithSeconds(427_000), clockOf(43_200_000)]).toEqual([
      "12:00",
      "12:07",
      "12:07:07",
      "00:00",
    ]);
    expect([percent(0), percent(0.312), percent(1.94), percent(26.4), share(26.44), share(0)]).toEqual([
      "0%",
      "0.31%",
      "1.9%",
      "26%",
      "26.4%",
      "0%",
    ]);
    expect([perSecond(180.4), perSecond(2.41), duration(231.4), duration(12_340)]).toEqual([
      "180/s",
      "2.4/s",
      "231 ms",
      "12.3 s",
    ]);
  });

  test("a failure line has gaps where nothing was answered, and an interval that holds the rate elsewhere", () => {
    fc.assert(
      fc.property(arbitraryTicks, (ticks) => {
        for (const { rate, band, requests } of failureSeries(syntheticRecording(ticks), "stable", 10_000)) {
          if (requests === 0) expect(rate).toBeNull();
          if (rate === null) continue;
          expect(rate).toBeGreaterThanOrEqual(band.low - 1e-9);
          expect(rate).toBeLessThanOrEqual(band.high + 1e-9);
        }
      }),
    );
  });

  test("the canary's line ends when its traffic does, though its last window still counts", () => {
    const home = (asked: number, arrived: number): Tick => ({
      asked,
      usersHarmed: 0,
      usersHarmedThrice: 0,
      usersExposed: 0,
      stable: row(80, 0),
      canary: row(arrived, 0),
    });
    const recording = syntheticRecording([...Array(60).fill(home(20, 20)), ...Array(60).fill(home(0, 0))]);
    expect(failureAt(recording, "canary", 60_000, 60_000).rate).toBe(0);
    expect(failureAt(recording, "canary", 80_000, 60_000)).toMatchObject({ requests: 800, rate: null });
  });

  test("the failure axis holds the threshold and the rates, but not the noise of a few requests", () => {
    const series = [failureSeries(steady, "canary", 60_000)];
    expect(failureMax({ series, marks: [], threshold: 1 })).toBe(15);
    expect(failureMax({ series: [], marks: [], threshold: 1 })).toBe(2);
  });

  test("asked weights are steps that begin at 0 and end with the recording", () => {
    const { steps, points, highest } = shareSeries(steady);
    expect(steps).toEqual([
      { at: 0, asked: 20 },
      { at: 600_000, asked: 20 },
    ]);
    expect(points.at(-1)?.served).toBe(20);
    expect(highest).toBe(20);
  });

  test("edges begin and end at boxes, and boxes stay apart and inside from 240 pixels up", () => {
    fc.assert(
      fc.property(fc.integer({ min: 240, max: 1_200 }), fc.integer({ min: 120, max: 400 }), (width, height) => {
        const { users, balancer, pools, edges } = topologyLayout({ width, height });
        expect(balancer.left).toBeGreaterThan(users.left + users.width);
        expect(pools.canary.left).toBeGreaterThan(balancer.left + balancer.width);
        expect(pools.canary.left + pools.canary.width).toBeLessThanOrEqual(width);
        expect(pools.canary.top).toBeGreaterThan(pools.stable.top + pools.stable.height);
        expect(alongEdge(edges.canary, 1, 0)).toMatchObject({ x: pools.canary.left });
      }),
    );
  });
});
