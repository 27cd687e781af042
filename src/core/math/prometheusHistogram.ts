/** One classic Prometheus bucket: `le` its upper bound, `count` cumulative. */
export interface CumulativeBucket {
  readonly le: number;
  readonly count: number;
}

/** Relative differences below this count as equal, as Prometheus has it. */
const SMALL = 1e-12;

/**
 * Quantile of classic cumulative buckets in any order, as `histogram_quantile` interpolates (promql/quantile.go;
 * spec 7.2). NaN without observations, without a +Inf bucket or with fewer than two buckets.
 */
export function bucketQuantile(buckets: readonly CumulativeBucket[], q: number): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const sorted = prepared(buckets);
  if (sorted === null) return Number.NaN;
  const finite = sorted.slice(0, -1);
  const rank = q * (sorted.at(-1)?.count ?? 0);
  const at = finite.findIndex(({ count }) => count >= rank);
  if (at === -1) return finite.at(-1)?.le ?? Number.NaN;
  const { le, count } = finite[at] as CumulativeBucket;
  if (at === 0 && le <= 0) return le;
  const before = finite[at - 1] ?? { le: 0, count: 0 };
  return before.le + (le - before.le) * ((rank - before.count) / (count - before.count));
}

/** Share of observations between two values, 0 to 1, by linear interpolation of the cumulative count. */
export function bucketFraction(buckets: readonly CumulativeBucket[], lower: number, upper: number): number {
  const sorted = prepared(buckets);
  if (sorted === null || Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  const total = sorted.at(-1)?.count ?? 0;
  return (countBelow(sorted, upper) - countBelow(sorted, lower)) / total;
}

/** Sorted, equal bounds merged, counts made non-decreasing; null where nothing can be said. */
function prepared(buckets: readonly CumulativeBucket[]): readonly CumulativeBucket[] | null {
  const merged: CumulativeBucket[] = [];
  for (const { le, count } of [...buckets].sort((a, b) => a.le - b.le)) {
    const last = merged.at(-1);
    if (last?.le === le) merged[merged.length - 1] = { le, count: last.count + count };
    else merged.push({ le, count });
  }
  if (merged.length < 2 || merged.at(-1)?.le !== Number.POSITIVE_INFINITY) return null;
  let most = 0;
  const rising = merged.map(({ le, count }) => {
    const equal = Math.abs(count - most) <= SMALL * Math.max(Math.abs(count), Math.abs(most));
    if (count > most && !equal) most = count;
    return { le, count: most };
  });
  const total = rising.at(-1)?.count ?? 0;
  return total > 0 ? rising : null;
}

/** Observations below a value; a bucket without a finite bound counts only whole. */
function countBelow(sorted: readonly CumulativeBucket[], value: number): number {
  const total = sorted.at(-1)?.count ?? 0;
  if (value === Number.POSITIVE_INFINITY) return total;
  const at = sorted.findIndex(({ le }) => le >= value);
  const { le, count } = sorted[at] as CumulativeBucket;
  if (le === value) return count;
  const before =
    at === 0 ? { le: le > 0 ? 0 : Number.NEGATIVE_INFINITY, count: 0 } : (sorted[at - 1] as CumulativeBucket);
  if (value <= before.le || le === Number.POSITIVE_INFINITY || before.le === Number.NEGATIVE_INFINITY)
    return before.count;
  return before.count + (count - before.count) * ((value - before.le) / (le - before.le));
}
