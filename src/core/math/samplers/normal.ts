import { normalQuantile } from "../normalQuantile.ts";

/** Half of the smallest step of a 53-bit uniform stands for 0, where the inverse normal has no value. */
const HALF_STEP = 5.551115123125783e-17;

/** Normal by inversion of one uniform in [0, 1). */
export function normal(uniform: number, mean: number, sd: number): number {
  return mean + sd * normalQuantile(uniform === 0 ? HALF_STEP : uniform);
}
