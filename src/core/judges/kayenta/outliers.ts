import { ascending, quantileOfSorted } from "../../math/quantile.ts";
import { meanOf, populationVariance } from "../tests/moments.ts";

/** Positions of values strictly outside the fences Q1 − f·IQR and Q3 + f·IQR, ascending (spec 2.3). */
export function outliersByIqr(
  values: readonly number[],
  { factor, reduceSensitivity }: { readonly factor: number; readonly reduceSensitivity: boolean },
): readonly number[] {
  const sorted = ascending(values);
  const q1 = quantileOfSorted(sorted, 0.25);
  const q3 = quantileOfSorted(sorted, 0.75);
  let low = q1 - factor * (q3 - q1);
  let high = q3 + factor * (q3 - q1);
  if (reduceSensitivity) {
    low = Math.min(low, quantileOfSorted(sorted, 0.01));
    high = Math.max(high, quantileOfSorted(sorted, 0.99));
  }
  return positions(values, (value) => value < low || value > high);
}

/** Positions of values more than k population standard deviations from the mean. Kayenta's judge does not use it. */
export function outliersByKSigma(values: readonly number[], k: number): readonly number[] {
  const mean = meanOf(values);
  const reach = k * Math.sqrt(populationVariance(values));
  return positions(values, (value) => Math.abs(value - mean) > reach);
}

function positions(values: readonly number[], fits: (value: number) => boolean): readonly number[] {
  return values.flatMap((value, index) => (fits(value) ? [index] : []));
}

/** Values without NaN: `replace` puts 0 in its place, any other text drops it (spec 2.3). */
export function withoutNaN(values: readonly number[], strategy: string): readonly number[] {
  if (strategy === "replace") return values.map((value) => (Number.isNaN(value) ? 0 : value));
  return values.filter((value) => !Number.isNaN(value));
}
