import { powersOfTwo, upperWord } from "./floatBits.ts";

const LOWEST_EXPONENT = -20;
const HIGHEST_EXPONENT = 20;

/**
 * A log-linear histogram of positive numbers with a promised relative error: the exponent and the first m
 * mantissa bits of the double name the bucket, where m is the least with 2^−(m+1) ≤ relativeError. Unlike
 * `logHistogram.ts`, whose size is fixed for recordings, the precision is a parameter; zeros keep a bucket
 * of their own, since most requests do not wait. From 2⁻²⁰ to 2²⁰ (a microsecond to twelve days in seconds).
 */
export class LogBuckets {
  private readonly counts: Uint32Array;
  private readonly shift: number;
  private readonly mantissaBits: number;
  private readonly first: number;
  private zeros = 0;
  count = 0;

  constructor(relativeError: number) {
    let mantissaBits = 1;
    while ((powersOfTwo[1074 - mantissaBits - 1] as number) > relativeError) mantissaBits++;
    if (mantissaBits > 16) throw new Error(`a relative error of ${relativeError} needs too many buckets`);
    this.mantissaBits = mantissaBits;
    this.shift = 20 - mantissaBits;
    this.first = (LOWEST_EXPONENT + 1023) << mantissaBits;
    this.counts = new Uint32Array((HIGHEST_EXPONENT - LOWEST_EXPONENT) << mantissaBits);
  }

  clear(): void {
    this.counts.fill(0);
    this.zeros = 0;
    this.count = 0;
  }

  /** Adds values[from … until − 1], all ≥ 0. Below and above its range the ends stand in. */
  addAll(values: Float64Array, from = 0, until: number = values.length): void {
    const { counts, shift, first } = this;
    const last = counts.length - 1;
    let zeros = 0;
    for (let i = from; i < until; i++) {
      const value = values[i] as number;
      if (value === 0) {
        zeros++;
        continue;
      }
      const index = (upperWord(value) >>> shift) - first;
      const bucket = Math.max(0, Math.min(index, last));
      counts[bucket] = (counts[bucket] as number) + 1;
    }
    this.zeros += zeros;
    this.count += until - from;
  }

  /** Quantile q in (0, 1] by nearest rank ⌈q n⌉, as the middle of its bucket; NaN when there are no values. */
  quantile(q: number): number {
    if (this.count === 0) return Number.NaN;
    const rank = Math.max(1, Math.ceil(q * this.count));
    let seen = this.zeros;
    if (seen >= rank) return 0;
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      seen += this.counts[bucket] as number;
      if (seen >= rank) return (this.floor(bucket) + this.floor(bucket + 1)) / 2;
    }
    return Number.NaN;
  }

  private floor(bucket: number): number {
    const position = bucket + this.first;
    const steps = 1 << this.mantissaBits;
    const exponent = (position >> this.mantissaBits) - 1023;
    return (powersOfTwo[exponent + 1074] as number) * (1 + (position & (steps - 1)) / steps);
  }
}
