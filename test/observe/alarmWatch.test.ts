/**
 * Alarms on what a world's scrapes have seen. The one-line change that must break this file: evaluate every alarm once
 * a period.
 */
import { describe, expect, test } from "vitest";
import type { Alarm, AlarmState, Columns, Observability } from "../../src/core/model/index.ts";
import { AlarmWatch } from "../../src/core/observe/alarms/index.ts";
import { ColumnsBuilder } from "../../src/core/recording/index.ts";
import { canaryWith, reach, runEngine, worldWith } from "../engine/worlds.ts";

const seconds = 900;
/** The canary fails everything for ten minutes. Scrapes are so frequent that their half interval hides nothing. */
const plain = worldWith({ revisions: canaryWith([{ ...reach, kind: "errors", rate: 1, until: 600_000 }]) });
const world = { ...plain, observe: { ...plain.observe, scrape: 2_000 } };

function recorded(weight: number): Columns {
  const builder = new ColumnsBuilder(seconds, world.observe.buckets.length);
  runEngine(world, { seed: 4, weight, seconds }, (counters) => builder.append(weight, counters));
  return builder.view();
}

const busy = recorded(20);
const idle = recorded(0);

const rate: Alarm = {
  metric: "error-rate",
  reads: { signature: { type: "error-rate" }, scope: "canary", layer: "request", who: [] },
  period: 60_000,
  threshold: 50,
  comparison: "GreaterThanThreshold",
  datapoints: { m: 1, n: 1 },
  missingData: "missing",
};

/** The minutes in which an alarm is in this state. */
function minutesIn(
  state: AlarmState,
  alarm: Alarm,
  { columns = busy, observe = {} }: { readonly columns?: Columns; readonly observe?: Partial<Observability> } = {},
): readonly number[] {
  const source = { columns, observe: { ...world.observe, ...observe }, census: null };
  const watch = new AlarmWatch({ a: alarm }, () => source);
  const minutes = Array.from({ length: seconds / 60 + 1 }, (_, minute) => minute);
  return minutes.filter((minute) => watch.state("a", minute * 60_000) === state);
}

describe("an alarm in a world", () => {
  test("rings once its periods have filled, and is over one period after the fault", () => {
    expect(minutesIn("INSUFFICIENT_DATA", rate)).toEqual([0]);
    expect(minutesIn("ALARM", rate)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(minutesIn("ALARM", { ...rate, datapoints: { m: 3, n: 3 } })).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("on five minutes looks every minute at the last five", () => {
    // At minute 12 three of the last five minutes were bad, at minute 13 two.
    expect(minutesIn("ALARM", { ...rate, period: 300_000 })).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test("of a late store rings later by the delay", () => {
    expect(minutesIn("ALARM", rate, { observe: { delay: 120_000 } })).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test("without requests has no data, not zero errors, and missingData says what that means", () => {
    const errors: Alarm = {
      ...rate,
      reads: { ...rate.reads, signature: { type: "errors" } },
      threshold: 30,
      comparison: "GreaterThanOrEqualToThreshold",
    };
    expect(minutesIn("ALARM", errors)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(minutesIn("INSUFFICIENT_DATA", errors, { columns: idle })).toHaveLength(16);
    expect(minutesIn("OK", { ...errors, missingData: "notBreaching" }, { columns: idle })).toHaveLength(16);
    expect(minutesIn("ALARM", { ...errors, missingData: "breaching" }, { columns: idle })).toHaveLength(16);
  });

  test("keeps reading the last points in a gap, for two periods more", () => {
    const missing = [{ track: "canary", from: 300_000, until: 900_000 }] as const;
    expect(minutesIn("ALARM", rate, { observe: { missing } })).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(minutesIn("INSUFFICIENT_DATA", rate, { observe: { missing } })).toEqual([0, 8, 9, 10, 11, 12, 13, 14, 15]);
  });

  test("is the same however often it is asked", () => {
    const watch = new AlarmWatch({ a: rate }, () => ({ columns: busy, observe: world.observe, census: null }));
    expect(watch.state("a", 600_000)).toBe("ALARM");
    expect(watch.state("a", 659_000)).toBe("ALARM");
    expect(watch.state("a", 660_000)).toBe("OK");
    expect(watch.state("b", 660_000)).toBe("INSUFFICIENT_DATA");
  });
});
