import type { AlarmRule, AlarmState } from "../../model/index.ts";
import { alarmState, type Datapoint } from "./alarmState.ts";

/**
 * Periods that one evaluation fetches. AWS documents 5 for n = 3 and says of others only that they are more than n;
 * two more is what it does there.
 */
export function evaluationRange({ datapoints }: Pick<AlarmRule, "datapoints">): number {
  return datapoints.n + 2;
}

/** The state after each period, evaluated once a period. Before the first point there was no metric. */
export function alarmHistory(
  rule: AlarmRule,
  points: readonly Datapoint[],
  { range = evaluationRange(rule), first = "INSUFFICIENT_DATA" }: HistoryOptions = {},
): readonly AlarmState[] {
  let state = first;
  return points.map((_, index) => {
    const seen = Array.from({ length: range }, (_, slot) => points[index - range + 1 + slot] ?? null);
    state = alarmState(rule, seen, state);
    return state;
  });
}

interface HistoryOptions {
  /** Periods that one evaluation looks at, at least n. */
  readonly range?: number;
  /** The state before the first evaluation. */
  readonly first?: AlarmState;
}
