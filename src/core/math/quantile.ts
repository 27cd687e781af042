/**
 * Quantile of an ascending array, linear at index (n − 1)·q: type 7 of Hyndman and Fan (1996); NaN without data.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * q;
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return at === below ? low : low + (at - below) * (high - low);
}

/** The values in ascending order, as a new array. */
export function ascending(values: Iterable<number>): Float64Array {
  return Float64Array.from(values).sort();
}
