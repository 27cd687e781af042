import type { RateKnot } from "../model/index.ts";

/**
 * Arrival times of a Poisson process whose rate changes linearly between knots: the integrated rate is
 * inverted for each unit exponential, a quadratic that needs only a square root. No thinning, so that one
 * draw makes one arrival whatever the shape.
 */
export class RateClock {
  private readonly at: readonly number[];
  private readonly rate: readonly number[];
  private piece = 0;
  private now = 0;

  /** `perMs` is the base rate; before the first knot and after the last its factor holds. */
  constructor(perMs: number, knots: readonly RateKnot[]) {
    const first = knots[0]?.factor ?? 1;
    const last = knots.at(-1)?.factor ?? 1;
    const all = [
      { at: 0, factor: first },
      ...knots.filter((knot) => knot.at > 0),
      { at: Number.POSITIVE_INFINITY, factor: last },
    ];
    this.at = all.map((knot) => knot.at);
    this.rate = all.map((knot) => knot.factor * perMs);
  }

  /** The next arrival, in ms, for a unit exponential; infinity once the rate is 0 for ever. */
  next(unit: number): number {
    let left = unit;
    for (;;) {
      const start = this.at[this.piece] as number;
      const end = this.at[this.piece + 1] as number;
      const startRate = this.rate[this.piece] as number;
      const slope =
        end === Number.POSITIVE_INFINITY ? 0 : ((this.rate[this.piece + 1] as number) - startRate) / (end - start);
      const rate = startRate + slope * (this.now - start);
      const span = timeFor(left, rate, slope);
      if (this.now + span <= end) {
        this.now += span;
        return this.now;
      }
      if (end === Number.POSITIVE_INFINITY) return end;
      const rest = end - this.now;
      left -= rate * rest + (slope * rest * rest) / 2;
      this.now = end;
      this.piece++;
    }
  }
}

/** Smallest t ≥ 0 with rate·t + slope·t²/2 = area; infinity where the area is never reached. */
function timeFor(area: number, rate: number, slope: number): number {
  if (slope === 0) return rate > 0 ? area / rate : Number.POSITIVE_INFINITY;
  const discriminant = rate * rate + 2 * slope * area;
  if (discriminant < 0) return Number.POSITIVE_INFINITY;
  // The form without cancellation: both terms of the denominator have one sign.
  return (2 * area) / (rate + Math.sqrt(discriminant));
}
