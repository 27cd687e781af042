import { type Columns, type Millis, type Recording, type Track, tracks } from "../model/index.ts";

/** What one track did in some span of time. `busy` is worker time in seconds, `latencySum` is in ms. */
export interface Counts {
  readonly arrived: number;
  readonly answered: number;
  readonly failed: number;
  readonly harmful: number;
  readonly wrong: number;
  readonly busy: number;
  readonly latencySum: number;
}

export type ByTrack<T> = Readonly<Record<Track, T>>;

/** Running sums: entry `2·tick + track` is the total before that tick. */
type Sums = Readonly<Record<keyof Counts, Float64Array>>;

const sumsOf = new WeakMap<Columns, Sums>();

function runningSum(values: Int32Array | Float64Array, ticks: number): Float64Array {
  const sums = new Float64Array(2 * (ticks + 1));
  for (let entry = 0; entry < 2 * ticks; entry++) sums[entry + 2] = (sums[entry] ?? 0) + (values[entry] ?? 0);
  return sums;
}

/** Running sums of a recording's columns, made once per chunk of a streaming run. */
function sums(columns: Columns): Sums {
  const known = sumsOf.get(columns);
  if (known !== undefined) return known;
  const made: Sums = {
    arrived: runningSum(columns.arrived, columns.length),
    answered: runningSum(columns.answered, columns.length),
    failed: runningSum(columns.failed, columns.length),
    harmful: runningSum(columns.harmful, columns.length),
    wrong: runningSum(columns.wrong, columns.length),
    busy: runningSum(columns.busy, columns.length),
    latencySum: runningSum(columns.latencySum, columns.length),
  };
  sumsOf.set(columns, made);
  return made;
}

/** How many ticks had ended at this time, of those recorded. */
export function ticksEnded(recording: Recording, at: Millis): number {
  return Math.max(0, Math.min(recording.columns.length, Math.floor(at / recording.tick)));
}

/** Counts over ticks `[from, to)` of one track. */
export function countsOverTicks(columns: Columns, track: Track, from: number, to: number): Counts {
  const { arrived, answered, failed, harmful, wrong, busy, latencySum } = sums(columns);
  const side = tracks.indexOf(track);
  const over = (series: Float64Array): number => (series[2 * to + side] ?? 0) - (series[2 * from + side] ?? 0);
  return {
    arrived: over(arrived),
    answered: over(answered),
    failed: over(failed),
    harmful: over(harmful),
    wrong: over(wrong),
    busy: over(busy),
    latencySum: over(latencySum),
  };
}

/** Counts over the window that ends at `until`; ticks that have not ended by then are left out. */
export function countsWithin(recording: Recording, until: Millis, window: Millis): ByTrack<Counts> {
  const to = ticksEnded(recording, until);
  const from = Math.max(0, to - Math.max(1, Math.round(window / recording.tick)));
  return {
    stable: countsOverTicks(recording.columns, "stable", from, to),
    canary: countsOverTicks(recording.columns, "canary", from, to),
  };
}

/** Running total of arrivals or failures of one track at the start of each tick, for drawing single requests. */
export function runningTotal(columns: Columns, series: "arrived" | "failed", track: Track): (tick: number) => number {
  const totals = sums(columns)[series];
  const side = tracks.indexOf(track);
  return (tick) => totals[2 * Math.max(0, Math.min(columns.length, tick)) + side] ?? 0;
}
