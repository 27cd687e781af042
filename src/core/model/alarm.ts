import type { Millis } from "./units.ts";
import type { NamedMetric } from "./world.ts";

/** What CloudWatch says of an alarm; the last one is how every alarm begins. */
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** When a data point breaches, seen from its value. */
export type Comparison =
  | "GreaterThanThreshold"
  | "GreaterThanOrEqualToThreshold"
  | "LessThanThreshold"
  | "LessThanOrEqualToThreshold";

/** What periods without a data point are taken for. */
export type MissingData = "notBreaching" | "breaching" | "ignore" | "missing";

/** When a row of data points is an alarm: `m` breaching ones of the newest `n`. */
export interface AlarmRule {
  readonly comparison: Comparison;
  /** In the metric's unit. */
  readonly threshold: number;
  /** Whole numbers, 1 ≤ m ≤ n. */
  readonly datapoints: { readonly m: number; readonly n: number };
  readonly missingData: MissingData;
}

/** An alarm of the world's own naming on one metric. */
export interface Alarm extends AlarmRule {
  /** As the scenario calls it. */
  readonly metric: string;
  readonly reads: NamedMetric;
  readonly period: Millis;
}
