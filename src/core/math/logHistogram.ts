import { highWord, powersOfTwo, upperWord } from "./floatBits.ts";

/**
 * Log-linear buckets for latencies in milliseconds, straight from the bits of the double: the exponent
 * and the first six mantissa bits. 64 buckets an octave, so a bucket's middle lies within 0.8% of every
 * value in it. The idea is HdrHistogram's (https://hdrhistogram.org) with DDSketch's promise (Masson,
 * Rim and Lee, VLDB 2019).
 */
const MANTISSA_BITS = 6;
const SHIFT = 20 - MANTISSA_BITS;
/** 2⁻⁶ ms is 15.6 µs and 2¹⁷ ms is 131 s. */
const LOWEST_EXPONENT = -6;
const HIGHEST_EXPONENT = 17;
const FIRST = (LOWEST_EXPONENT + 1023) << MANTISSA_BITS;
const INNER = (HIGHEST_EXPONENT - LOWEST_EXPONENT) << MANTISSA_BITS;

/** Buckets 1 to `bucketCount − 2` are log-linear; the first and last hold what is smaller and larger. */
export const bucketCount: number = INNER + 2;

/** Bucket of a latency of `ms` ≥ 0. */
export function bucketOf(ms: number): number {
  const index = (upperWord(ms) >>> SHIFT) - FIRST + 1;
  return index < 1 ? 0 : index > INNER ? INNER + 1 : index;
}

/** Buckets of the first `count` latencies of a block that is seen as 32-bit words: no double passes through a call. */
export function bucketsInto(buckets: Int32Array, words: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const index = ((words[2 * i + highWord] as number) >>> SHIFT) - FIRST + 1;
    buckets[i] = index < 1 ? 0 : index > INNER ? INNER + 1 : index;
  }
}

/** Smallest latency of a bucket in ms; a bucket ends where the next begins. */
export function bucketFloor(bucket: number): number {
  if (bucket === 0) return 0;
  const position = bucket - 1 + FIRST;
  const exponent = (position >> MANTISSA_BITS) - 1023;
  const mantissa = position & ((1 << MANTISSA_BITS) - 1);
  return (powersOfTwo[exponent + 1074] as number) * (1 + mantissa / (1 << MANTISSA_BITS));
}

/** The latency in ms that stands for a bucket. */
export function bucketMiddle(bucket: number): number {
  if (bucket === bucketCount - 1) return bucketFloor(bucket);
  return (bucketFloor(bucket) + bucketFloor(bucket + 1)) / 2;
}

/**
 * Quantile q in (0, 1] of the counts by nearest rank, as the middle of the bucket that holds it; NaN when
 * there are none. Histograms merge by adding their counts.
 */
export function histogramQuantile(counts: ArrayLike<number>, q: number): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i] as number;
  if (total === 0) return Number.NaN;
  const rank = Math.max(1, Math.ceil(q * total));
  let seen = 0;
  for (let i = 0; i < counts.length; i++) {
    seen += counts[i] as number;
    if (seen >= rank) return bucketMiddle(i);
  }
  return Number.NaN;
}
