import type { AlarmRule, AlarmState } from "../../model/index.ts";
import { breaches } from "./breaches.ts";

/** A period's value; null where the metric has none. */
export type Datapoint = number | null;

/**
 * One evaluation of a CloudWatch alarm. `range` is the evaluation range, oldest first, which is longer than `n`: as
 * long as `n` points in it exist, the newest `n` of those decide and the gaps play no part. `before` is the state that
 * `ignore` keeps. Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data".
 */
export function alarmState(rule: AlarmRule, range: readonly Datapoint[], before: AlarmState): AlarmState {
  const { m, n } = rule.datapoints;
  const isBreach = (value: number): boolean => breaches(value, rule.comparison, rule.threshold);
  const known = range.filter((point) => point !== null);
  const breaching = known.slice(-n).filter(isBreach).length;
  if (known.length === 0) return stateWithoutData(rule, before);
  if (breaching >= m) return "ALARM";
  if (known.length >= n) return "OK";
  switch (rule.missingData) {
    case "breaching":
      return breaching + (n - known.length) >= m ? "ALARM" : "OK";
    case "notBreaching":
      return "OK";
    default:
      return isPremature(range, m, isBreach) ? whenPremature(rule, before) : "OK";
  }
}

function stateWithoutData({ missingData }: AlarmRule, before: AlarmState): AlarmState {
  switch (missingData) {
    case "breaching":
      return "ALARM";
    case "notBreaching":
      return "OK";
    case "ignore":
      return before;
    case "missing":
      return "INSUFFICIENT_DATA";
  }
}

/**
 * A few breaching points and nothing else are too little to be sure. They alarm only once the oldest of them is `m`
 * periods old, since by then the points that would have cleared the alarm had time to come in.
 */
function isPremature(range: readonly Datapoint[], m: number, isBreach: (value: number) => boolean): boolean {
  const oldest = range.findIndex((point) => point !== null);
  return range.length - oldest >= m && range.every((point) => point === null || isBreach(point));
}

function whenPremature({ missingData }: AlarmRule, before: AlarmState): AlarmState {
  return missingData === "ignore" ? before : "ALARM";
}
