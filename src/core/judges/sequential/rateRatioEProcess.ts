import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";
import { logRateRatioLikelihood, type Stratum } from "./sprt.ts";

/** Rate ratios that a worse canary may have, equally weighted. */
export const worseGrid: readonly number[] = [1.25, 1.5, 2, 3, 5, 10];
/** Rate ratios of a canary that is good enough, against "at least twice as bad". */
export const fineGrid: readonly number[] = [0.5, 0.75, 1, 1.25];

/**
 * ln E against "the canary's rate is at most the baseline's", for a grid above 1 (spec 4.7). Strata keep their own
 * traffic shares, so that evidence is carried over changes of weight.
 */
export function logWorseE(strata: readonly Stratum[], rateRatios: readonly number[]): number {
  return logMean(rateRatios.map((r) => logRateRatioLikelihood(strata, r)));
}

/** ln E against "the canary's rate is at least nullRatio times the baseline's", for a grid below it. */
export function logFineE(strata: readonly Stratum[], rateRatios: readonly number[], nullRatio: number): number {
  const underNull = logRateRatioLikelihood(strata, nullRatio);
  return logMean(rateRatios.map((r) => logRateRatioLikelihood(strata, r) - underNull));
}

/** ln of the mean of eˣ, the largest factored out. */
export function logMean(logs: readonly number[]): number {
  const most = logs.reduce((so, value) => Math.max(so, value), Number.NEGATIVE_INFINITY);
  if (most === Number.NEGATIVE_INFINITY) return most;
  const sum = logs.reduce((so, value) => so + exp(value - most), 0);
  return most + log(sum / logs.length);
}
