import { ascending } from "../../math/quantile.ts";
import { meanOf, sampleVariance } from "../tests/moments.ts";
import { rankSum } from "../tests/ranks.ts";

/** mean(experiment) / mean(control); NaN when either mean is exactly 0 (spec 2.4). */
export function meanRatio(control: readonly number[], experiment: readonly number[]): number {
  const of = meanOf(experiment);
  const to = meanOf(control);
  return of === 0 || to === 0 ? Number.NaN : of / to;
}

/** P(experiment > control) + P(equal)/2 over all pairs, by average ranks. */
export function commonLanguageEffect(control: readonly number[], experiment: readonly number[]): number {
  const m = experiment.length;
  const { sum } = rankSum(ascending(experiment), ascending(control));
  return (2 * sum - m * (m + 1)) / (2 * m * control.length);
}

/** |difference of means| / pooled standard deviation. Kayenta's judge does not use it. */
export function cohenD(control: readonly number[], experiment: readonly number[]): number {
  const n1 = control.length;
  const n2 = experiment.length;
  const pooled = ((n1 - 1) * sampleVariance(control) + (n2 - 1) * sampleVariance(experiment)) / (n1 + n2 - 2);
  return Math.abs(meanOf(experiment) - meanOf(control)) / Math.sqrt(pooled);
}
