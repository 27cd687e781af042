import type { RateKnot } from "../../model/index.ts";

/** Requests that are expected between two times, for a rate that changes linearly between knots. */
export class ArrivalRate {
  private readonly perMs: number;
  private readonly knots: readonly RateKnot[];
  private piece = 0;

  constructor(perMs: number, knots: readonly RateKnot[]) {
    this.perMs = perMs;
    this.knots = knots;
  }

  /** The largest factor of the base rate at any time. */
  get peak(): number {
    return this.knots.reduce((most, knot) => Math.max(most, knot.factor), this.knots.length === 0 ? 1 : 0);
  }

  /** The integral; times must not fall from call to call. */
  between(from: number, until: number): number {
    let sum = 0;
    let at = from;
    while (at < until) {
      while ((this.knots[this.piece]?.at ?? Number.POSITIVE_INFINITY) <= at) this.piece++;
      const end = Math.min(until, this.knots[this.piece]?.at ?? Number.POSITIVE_INFINITY);
      // A linear piece has its middle's value on average.
      sum += (end - at) * this.factorAt((at + end) / 2);
      at = end;
    }
    return sum * this.perMs;
  }

  /** Inside the running piece; before the first knot and after the last its factor holds. */
  private factorAt(at: number): number {
    const next = this.knots[this.piece];
    const last = this.knots[this.piece - 1];
    if (next === undefined) return last?.factor ?? 1;
    if (last === undefined) return next.factor;
    return last.factor + ((next.factor - last.factor) * (at - last.at)) / (next.at - last.at);
  }
}
