import { brentRoot } from "../../math/special/brentRoot.ts";
import { rankSum } from "./ranks.ts";

/** Both samples, ascending. */
export interface Samples {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Continuity correction by the alternative; `none` leaves it out. */
export type Correction = "two.sided" | "greater" | "less" | "none";

/** Thrown where all values are tied, so that the statistic has no variance. */
export class NoVariance extends Error {}

/**
 * W(μ, 0) of spec 2.5: the tie-corrected z of the ranks of x − μ among y. NaN where the variance is 0.
 */
export function shiftStatistic({ x, y }: Samples, shift: number, correction: Correction): number {
  const m = x.length;
  const n = y.length;
  const { sum, ties } = rankSum(x, y, shift);
  const d = sum - (m * (m + 1)) / 2 - (m * n) / 2;
  const variance = ((m * n) / 12) * (m + n + 1 - ties / ((m + n) * (m + n - 1)));
  if (!(variance > 0)) return Number.NaN;
  return (d - correctionOf(d, correction)) / Math.sqrt(variance);
}

function correctionOf(d: number, correction: Correction): number {
  switch (correction) {
    case "two.sided":
      return 0.5 * Math.sign(d);
    case "greater":
      return 0.5;
    case "less":
      return -0.5;
    case "none":
      return 0;
  }
}

/** How to look for the shift at which W(μ, 0) = z. */
export interface ShiftSearch {
  readonly z: number;
  readonly correction: Correction;
  /** Absolute, in the unit of the data. */
  readonly tolerance: number;
  /** Take an end of the range where W does not change sign; the estimate skips that. */
  readonly testEnds: boolean;
}

/** The shift by the solver of spec 2.5, ends first in the order μmin, μmax. */
export function shiftRoot(samples: Samples, { z, correction, tolerance, testEnds }: ShiftSearch): number {
  const { x, y } = samples;
  const least = (x[0] as number) - (y[y.length - 1] as number);
  const most = (x[x.length - 1] as number) - (y[0] as number);
  const statistic = (shift: number) => {
    const value = shiftStatistic(samples, shift, correction) - z;
    if (Number.isNaN(value)) throw new NoVariance(`all values are tied at the shift ${shift}`);
    return value;
  };
  const atLeast = statistic(least);
  if (testEnds && atLeast <= 0) return least;
  const atMost = statistic(most);
  if (testEnds && atMost >= 0) return most;
  return brentRoot(statistic, { from: least, to: most, tolerance, atFrom: atLeast, atTo: atMost });
}
