/** A stretch of time over which something is measured. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/**
 * Time average over a window of how many of the intervals [begin, end] are running: waiting, busy or present,
 * by which columns are given. Exact up to rounding, whatever the order of the intervals.
 */
export function timeAverage(begin: Float64Array, end: Float64Array, count: number, window: Window): number {
  const { from, until } = window;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const left = begin[i] as number;
    const right = end[i] as number;
    const overlap = Math.min(right, until) - Math.max(left, from);
    if (overlap > 0) total += overlap;
  }
  return total / (until - from);
}
