import { clock } from "../../core/explain/clock.ts";
import type { Millis } from "../../core/model/index.ts";

const minute = 60_000;

/** The minute on the wall clock, for axes: `12:07`. */
export function clockOf(at: Millis): string {
  return clock(at - (at % minute));
}

/** The moment on the wall clock: `12:07`, and `12:07:30` between the minutes. */
export const momentOf: (at: Millis) => string = clock;

/** Always with seconds, for readouts and columns that keep their width: `12:07:00`. */
export function clockWithSeconds(at: Millis): string {
  return `${clockOf(at)}:${String(Math.floor((at % minute) / 1000)).padStart(2, "0")}`;
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720].map((minutes) => minutes * minute);

/** Times to label on an axis of this many pixels, at least `apart` pixels from each other. */
export function clockTicks(horizon: Millis, width: number, apart = 58): readonly Millis[] {
  const most = Math.max(1, Math.floor(width / apart));
  const step = steps.find((candidate) => horizon / candidate <= most) ?? horizon;
  const ticks: Millis[] = [];
  for (let at = 0; at <= horizon; at += step) ticks.push(at);
  return ticks;
}
