import type { Millis, RateKnot } from "../model/index.ts";

/** A rate at a time, in requests per second. */
export interface RatePoint {
  readonly at: Millis;
  readonly rate: number;
}

/** How the rate changes, as the file says it. */
export type Shape =
  | { readonly kind: "constant" }
  | { readonly kind: "ramp"; readonly from: Millis; readonly to: number; readonly over: Millis }
  | { readonly kind: "daily"; readonly peak: number; readonly trough: number; readonly at: Millis }
  | { readonly kind: "spike"; readonly at: Millis; readonly factor: number; readonly for: Millis }
  | { readonly kind: "steps"; readonly steps: readonly (readonly [Millis, number])[] }
  | { readonly kind: "trace"; readonly points: readonly RatePoint[] };

const day: Millis = 86_400_000;
const half = day / 2;
/** 96 knots a day: straight lines of a quarter of an hour leave the wave by less than a thousandth. */
const quarter: Millis = 900_000;

/** The shape as straight lines between knots; empty where the rate never changes. */
export function rateKnots(shape: Shape, baseRate: number, horizon: Millis): readonly RateKnot[] {
  const knot = ({ at, rate }: RatePoint): RateKnot => ({ at, factor: rate / baseRate });
  switch (shape.kind) {
    case "constant":
      return [];
    case "ramp":
      return [{ at: shape.from, factor: 1 }, knot({ at: shape.from + shape.over, rate: shape.to })];
    case "spike": {
      const points: readonly (readonly [Millis, number])[] = [
        [shape.at, shape.factor],
        [shape.at + shape.for, 1],
      ];
      return jumps(points);
    }
    case "steps":
      return jumps(shape.steps.map(([at, rate]) => [at, rate / baseRate]));
    case "daily":
      return wave(shape, horizon).map(knot);
    case "trace":
      return shape.points.map(knot);
  }
}

/** Another factor from each time on. A jump takes a millisecond, so that no two knots share their time. */
function jumps(steps: readonly (readonly [Millis, number])[]): readonly RateKnot[] {
  const knots: RateKnot[] = [];
  let before = 1;
  for (const [at, factor] of steps) {
    if (at > 0) knots.push({ at: at - 1, factor: before });
    knots.push({ at, factor });
    before = factor;
  }
  return knots;
}

/**
 * From the trough to the peak by 3x² − 2x³, x being how near the peak is. That leaves a sine by 1% of the
 * swing at most, and is the same number on every machine.
 */
function wave(daily: Extract<Shape, { kind: "daily" }>, horizon: Millis): readonly RatePoint[] {
  const points: RatePoint[] = [];
  for (let at = 0; at < horizon + quarter; at += quarter) {
    const after = (((at - daily.at) % day) + day) % day;
    const near = 1 - Math.min(after, day - after) / half;
    points.push({ at, rate: daily.trough + (daily.peak - daily.trough) * near * near * (3 - 2 * near) });
  }
  return points;
}

/** Requests until the horizon: the area under the lines, flat before the first knot and after the last. */
export function expectedRequests(knots: readonly RateKnot[], baseRate: number, horizon: Millis): number {
  let area = 0;
  let [at, factor] = [0, knots[0]?.factor ?? 1];
  for (const knot of [...knots, { at: horizon, factor: knots.at(-1)?.factor ?? 1 }]) {
    const end = Math.min(knot.at, horizon);
    if (end > at) {
      const reached = knot.at > at ? factor + ((knot.factor - factor) * (end - at)) / (knot.at - at) : knot.factor;
      area += ((factor + reached) / 2) * (end - at);
    }
    if (knot.at >= horizon) break;
    [at, factor] = [Math.max(at, knot.at), knot.factor];
  }
  return (area * baseRate) / 1_000;
}
