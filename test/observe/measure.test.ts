import { describe, expect, test } from "vitest";
import type { Observability, Query } from "../../src/core/model/index.ts";
import { histogramQuantile } from "../../src/core/observe/histogramQuantile.ts";
import { measure } from "../../src/core/observe/index.ts";
import { scrapedRange } from "../../src/core/observe/scrapes.ts";
import { ColumnsBuilder } from "../../src/core/recording/index.ts";
import { runEngine, worldWith } from "../engine/worlds.ts";

const world = worldWith({});
const observe: Observability = { ...world.observe, scrape: 15_000, delay: 0, missing: [], metrics: {} };
const successRate: Query = {
  metric: "request-success-rate",
  signature: { type: "success-rate" },
  scope: "canary",
  layer: "request",
  window: 60_000,
};

function recorded(weight: number) {
  const builder = new ColumnsBuilder(300, world.observe.buckets.length);
  runEngine(world, { seed: 4, weight, seconds: 300 }, (counters) => builder.append(weight, counters));
  return builder.view();
}

describe("a rate window", () => {
  test("of a minute holds four scrapes at 15 s, so 45 s of increments", () => {
    expect(scrapedRange(observe, "canary", 120_000, 60_000)).toEqual({ from: 67, to: 112 });
  });

  test("shorter than two scrapes sees nothing", () => {
    expect(scrapedRange(observe, "canary", 120_000, 15_000)).toBeNull();
    expect(measure({ ...successRate, window: 15_000 }, recorded(20), observe, 120_000).reading.type).toBe("missing");
  });

  test("of a late pipeline ends earlier by the delay", () => {
    expect(scrapedRange({ ...observe, delay: 60_000 }, "canary", 180_000, 60_000)).toEqual({ from: 67, to: 112 });
    expect(scrapedRange({ ...observe, delay: 60_000 }, "canary", 30_000, 60_000)).toBeNull();
  });

  test("without its series is missing, on that track only and for that time only", () => {
    const gap: Observability = { ...observe, missing: [{ track: "canary", from: 60_000, until: 200_000 }] };
    expect(scrapedRange(gap, "canary", 120_000, 60_000)).toBeNull();
    expect(scrapedRange(gap, "stable", 120_000, 60_000)).not.toBeNull();
    expect(scrapedRange(gap, "canary", 280_000, 60_000)).not.toBeNull();
  });
});

describe("a measurement", () => {
  const columns = recorded(20);

  test("counts what the scrapes saw, and its value is their ratio", () => {
    const { reading, samples } = measure(successRate, columns, observe, 120_000);
    let requests = 0;
    for (let second = 67; second < 112; second++) requests += columns.answered[2 * second + 1] as number;
    expect(samples.requests).toBe(requests);
    expect(reading).toEqual({ type: "value", value: (100 * (requests - samples.failures)) / requests });
  });

  test("total is the sum of both tracks", () => {
    const counts = (["stable", "canary", "total"] as const).map(
      (scope) => measure({ ...successRate, scope }, columns, observe, 120_000).samples.requests,
    );
    expect(counts[2]).toBe((counts[0] as number) + (counts[1] as number));
  });

  test("of no traffic is missing, with the reason", () => {
    expect(measure(successRate, recorded(0), observe, 120_000).reading).toEqual({
      type: "missing",
      reason: "no requests in the window",
    });
  });

  test("of somebody's own query is read where the scenario names it, and assumed where not", () => {
    const custom: Query = { ...successRate, metric: "errors", signature: { type: "custom" } };
    expect(measure(custom, columns, observe, 120_000).reading.type).toBe("assumed");
    const named: Observability = {
      ...observe,
      metrics: { errors: { signature: { type: "error-rate" }, scope: "canary", layer: "request", who: [] } },
    };
    const { reading } = measure(custom, columns, named, 120_000);
    const success = measure(successRate, columns, observe, 120_000).reading;
    if (reading.type !== "value" || success.type !== "value") throw new Error("expected values");
    expect(reading.value + success.value).toBeCloseTo(100, 10);
  });

  test("of a quantile interpolates inside the classic bucket, as Prometheus does", () => {
    const { reading } = measure(
      { ...successRate, signature: { type: "latency", quantile: 0.99 } },
      columns,
      observe,
      120_000,
    );
    if (reading.type !== "value") throw new Error("expected a value");
    // The true p99 is 320 ms; between the bounds 250 and 500 the straight line guesses higher.
    expect(reading.value).toBeGreaterThan(330);
    expect(reading.value).toBeLessThan(500);
  });
});

test("the interpolated quantile meets Prometheus' own test data", () => {
  // prometheus/prometheus promql/promqltest/testdata/histograms.test
  const bounds = [0.1, 0.2, 1];
  const counts = [50, 20, 40, 10];
  expect(histogramQuantile(bounds, counts, 0.2)).toBeCloseTo(0.048, 9);
  expect(histogramQuantile(bounds, counts, 0.8)).toBeCloseTo(0.72, 9);
  expect(histogramQuantile(bounds, counts, 0.99)).toBe(1);
  expect(histogramQuantile(bounds, [0, 0, 0, 0], 0.5)).toBeNaN();
});
