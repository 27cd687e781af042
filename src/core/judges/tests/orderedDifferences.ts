import type { Samples } from "./shiftStatistic.ts";

/** Order statistics of all m·n differences x − y without making them: each step walks both ascending samples once. */

/** How many differences are at most `value`. */
function countUpTo({ x, y }: Samples, value: number): number {
  let count = 0;
  let j = 0;
  // As x grows, fewer of the y are large enough to bring it down to the value.
  for (let i = 0; i < x.length; i++) {
    while (j < y.length && (x[i] as number) - (y[j] as number) > value) j++;
    count += y.length - j;
  }
  return count;
}

/** The smallest difference at or above `value`; ∞ when there is none. */
function atOrAbove({ x, y }: Samples, value: number): number {
  let least = Number.POSITIVE_INFINITY;
  let j = 0;
  for (let i = 0; i < x.length; i++) {
    while (j < y.length && (x[i] as number) - (y[j] as number) >= value) j++;
    if (j > 0) least = Math.min(least, (x[i] as number) - (y[j - 1] as number));
  }
  return least;
}

/** The largest difference below `value`; −∞ when there is none. */
function below({ x, y }: Samples, value: number): number {
  let most = Number.NEGATIVE_INFINITY;
  let j = 0;
  for (let i = 0; i < x.length && j < y.length; i++) {
    while (j < y.length && (x[i] as number) - (y[j] as number) >= value) j++;
    if (j < y.length) most = Math.max(most, (x[i] as number) - (y[j] as number));
  }
  return most;
}

/** The first difference that fits, where those that fit come last; the largest when none does. */
export function firstDifferenceWhere(samples: Samples, fits: (difference: number) => boolean): number {
  const { x, y } = samples;
  let low = (x[0] as number) - (y[y.length - 1] as number);
  let high = (x[x.length - 1] as number) - (y[0] as number);
  if (fits(low)) return low;
  while (low < high) {
    const middle = low + (high - low) / 2;
    const upper = atOrAbove(samples, middle > low ? middle : high);
    if (upper < high) {
      if (fits(upper)) high = upper;
      else low = upper;
      continue;
    }
    const lower = below(samples, high);
    if (lower <= low || !fits(lower)) return high;
    high = lower;
  }
  return high;
}

/** The k-th smallest difference, k from 1. */
export function kthDifference(samples: Samples, k: number): number {
  return firstDifferenceWhere(samples, (difference) => countUpTo(samples, difference) >= k);
}

/** Median of all differences (Hodges and Lehmann 1963). */
export function medianDifference(samples: Samples): number {
  const all = samples.x.length * samples.y.length;
  const upper = kthDifference(samples, Math.floor(all / 2) + 1);
  return all % 2 === 1 ? upper : (kthDifference(samples, all / 2) + upper) / 2;
}
