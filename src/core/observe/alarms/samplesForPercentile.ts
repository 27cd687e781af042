/**
 * Samples that a period needs before CloudWatch trusts a percentile of it; with fewer,
 * `EvaluateLowSampleCountPercentile: ignore` keeps the alarm's state. `percentile` is from above 0 to below 100. Ten
 * samples have to lie beyond the percentile, on its rarer side. Amazon CloudWatch User Guide, "Percentile-based
 * alarms and low data samples".
 */
export function samplesForPercentile(percentile: number): number {
  const beyond = percentile >= 50 ? 100 - percentile : percentile;
  // 100 − 99.9 is a little less than a tenth, which would ask for one sample too many.
  return Math.ceil(Number((1000 / beyond).toPrecision(12)));
}
