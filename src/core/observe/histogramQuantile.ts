/**
 * Quantile q of a classic histogram as Prometheus interpolates it (`histogram_quantile`): the rank is
 * spread evenly inside its bucket, the first bucket begins at 0, and beyond the last finite bound the
 * answer is that bound. `counts` holds one count a bound and one for +Inf; NaN when all are 0.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function histogramQuantile(bounds: readonly number[], counts: ArrayLike<number>, q: number): number {
  let total = 0;
  for (let i = 0; i <= bounds.length; i++) total += counts[i] as number;
  if (total === 0) return Number.NaN;
  const rank = q * total;
  let below = 0;
  for (let i = 0; i < bounds.length; i++) {
    const count = counts[i] as number;
    if (below + count >= rank && count > 0) {
      const floor = i === 0 ? 0 : (bounds[i - 1] as number);
      return floor + ((bounds[i] as number) - floor) * ((rank - below) / count);
    }
    below += count;
  }
  return bounds.at(-1) ?? Number.NaN;
}
