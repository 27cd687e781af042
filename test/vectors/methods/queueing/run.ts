import { accumulate } from "../../../../src/core/engine/queueing/requestColumns.ts";
import type { Window } from "../../../../src/core/engine/queueing/timeAverage.ts";
import { fillExponential } from "../../../../src/core/math/distribution.ts";
import { LogBuckets } from "../../../../src/core/math/logBuckets.ts";
import type { Xoshiro } from "../../../../src/core/math/xoshiro.ts";

/** Arrivals of a replication: those before `warmup` are thrown away, those from `requests` on do not count. */
export interface Run {
  readonly requests: number;
  readonly warmup: number;
}

/** Streams of one replication by what they draw. */
export const draws = { arrivals: 0, service: 1, patience: 2, choice: 3, policy: 4, luck: 16, counts: 100 } as const;

/** From the arrival of request number `warmup` to that of number `requests`, counted from one. */
export function windowOf(arrival: Float64Array, { requests, warmup }: Run): Window {
  return { from: warmup === 0 ? 0 : (arrival[warmup - 1] as number), until: arrival[requests - 1] as number };
}

/** Poisson arrivals over a whole column. */
export function fillPoissonArrivals(stream: Xoshiro, rate: number, arrival: Float64Array): void {
  fillExponential(stream, 1 / rate, arrival);
  accumulate(arrival);
}

/** Mean, share above zero, and quantiles of `end − begin` over the counted requests; the buckets keep 0.05%. */
export class Durations {
  private readonly values: Float64Array;
  private readonly buckets = new LogBuckets(0.0005);
  mean = 0;
  shareAboveZero = 0;

  constructor(capacity: number) {
    this.values = new Float64Array(capacity);
  }

  /** Takes the counted slots of two columns. */
  measure(begin: Float64Array, end: Float64Array, { requests, warmup }: Run): this {
    const { values } = this;
    let sum = 0;
    let above = 0;
    for (let i = warmup; i < requests; i++) {
      const duration = (end[i] as number) - (begin[i] as number);
      values[i - warmup] = duration;
      sum += duration;
      if (duration > 0) above++;
    }
    const count = requests - warmup;
    this.mean = sum / count;
    this.shareAboveZero = above / count;
    this.buckets.clear();
    this.buckets.addAll(values, 0, count);
    return this;
  }

  quantile(q: number): number {
    return this.buckets.quantile(q);
  }
}

/** Quantiles of durations that were measured elsewhere. */
export function quantilesOf(durations: Float64Array, quantiles: readonly number[]): readonly number[] {
  const buckets = new LogBuckets(0.0005);
  buckets.addAll(durations);
  return quantiles.map((q) => buckets.quantile(q));
}

export function meanOfColumn(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}
