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

/** ln of the mean of eˣ over the values from number `first` on, the largest factored out. */
export function logMean(logs: ArrayLike<number>, first = 0): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = first; i < logs.length; i++) most = Math.max(most, logs[i] as number);
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (let i = first; i < logs.length; i++) sum += exp((logs[i] as number) - most);
  return most + log(sum / (logs.length - first));
}
