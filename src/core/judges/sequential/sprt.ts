import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";
import { brentRoot } from "../../math/special/brentRoot.ts";
import { expm1 } from "../../math/special/expm1.ts";
import { log1p } from "../../math/special/log1p.ts";

/** Wald's test of an error rate p0 against p1 > p0 (spec 4.3). alpha: false rollback; beta: miss. */
export interface SprtPlan {
  readonly p0: number;
  readonly p1: number;
  readonly alpha: number;
  readonly beta: number;
}

export type SprtDecision = "rollback" | "promote" | "continue";

/** Bounds of the log likelihood ratio: at or above `logUpper` roll back, at or below `logLower` promote. */
export interface WaldBounds {
  readonly logUpper: number;
  readonly logLower: number;
}

export function waldBounds(alpha: number, beta: number): WaldBounds {
  return { logUpper: log((1 - beta) / alpha), logLower: log(beta / (1 - alpha)) };
}

export function waldDecision(llr: number, { logUpper, logLower }: WaldBounds): SprtDecision {
  if (llr >= logUpper) return "rollback";
  return llr <= logLower ? "promote" : "continue";
}

export interface SprtBoundaries extends WaldBounds {
  /** Change of the log likelihood ratio by a failed and by a good request. */
  readonly stepError: number;
  readonly stepOk: number;
  /** errors = intercept + slope × requests. */
  readonly slope: number;
  readonly interceptReject: number;
  readonly interceptAccept: number;
}

export function sprtBoundaries({ p0, p1, alpha, beta }: SprtPlan): SprtBoundaries {
  const bounds = waldBounds(alpha, beta);
  const stepError = log(p1 / p0);
  const stepOk = log1p(-p1) - log1p(-p0);
  const gain = stepError - stepOk;
  return {
    ...bounds,
    stepError,
    stepOk,
    slope: -stepOk / gain,
    interceptReject: bounds.logUpper / gain,
    interceptAccept: bounds.logLower / gain,
  };
}

export interface SprtRun {
  readonly decision: SprtDecision;
  /** The request of the decision, or the last one; counted from 1. */
  readonly atRequest: number;
  readonly llr: number;
}

/** Request by request; those numbered in `errorAt` (from 1) fail. */
export function runSprt(plan: SprtPlan, errorAt: readonly number[], totalRequests: number): SprtRun {
  const bounds = sprtBoundaries(plan);
  const failed = new Set(errorAt);
  let errors = 0;
  let llr = 0;
  for (let request = 1; request <= totalRequests; request++) {
    if (failed.has(request)) errors++;
    llr = errors * bounds.stepError + (request - errors) * bounds.stepOk;
    const decision = waldDecision(llr, bounds);
    if (decision !== "continue") return { decision, atRequest: request, llr };
  }
  return { decision: "continue", atRequest: totalRequests, llr };
}

/** Wald's approximations at a true error rate: how likely it promotes and how many requests it takes. */
export function sprtApproximation(plan: SprtPlan, trueP: number): { probPromote: number; expectedSample: number } {
  const { logUpper, logLower, stepError, stepOk } = sprtBoundaries(plan);
  if (trueP <= 0) return { probPromote: 1, expectedSample: logLower / stepOk };
  if (trueP >= 1) return { probPromote: 0, expectedSample: logUpper / stepError };
  const drift = trueP * stepError + (1 - trueP) * stepOk;
  const spread = trueP * stepError * stepError + (1 - trueP) * stepOk * stepOk;
  if (Math.abs(drift) <= 1e-9 * Math.sqrt(spread)) {
    return { probPromote: logUpper / (logUpper - logLower), expectedSample: (-logUpper * logLower) / spread };
  }
  const h = tilt(trueP, stepError, stepOk);
  const probPromote = expm1(h * logUpper) / (exp(h * logUpper) - exp(h * logLower));
  return { probPromote, expectedSample: (probPromote * logLower + (1 - probPromote) * logUpper) / drift };
}

/** The h ≠ 0 with E e^(h·step) = 1: beyond the minimum of that convex function, away from its root at 0. */
function tilt(p: number, stepError: number, stepOk: number): number {
  const off = (h: number) => p * expm1(h * stepError) + (1 - p) * expm1(h * stepOk);
  const least = log((-(1 - p) * stepOk) / (p * stepError)) / (stepError - stepOk);
  let far = 2 * least;
  while (off(far) < 0) far *= 2;
  return brentRoot(off, { from: least, to: far, tolerance: 1e-15 });
}

/** One stratum: a stretch of the rollout with one traffic share, and the errors of that stretch alone. */
export interface Stratum {
  /** Canary share of the requests of canary plus baseline, 0 to 1. */
  readonly canaryTrafficShare: number;
  readonly canaryErrors: number;
  readonly baselineErrors: number;
}

/** The canary's share of errors when its rate is r times the baseline's, at a traffic share θ. */
export function shareUnderRatio(r: number, theta: number): number {
  return (r * theta) / (1 + (r - 1) * theta);
}

/** ln of the likelihood of the errors' owners under a rate ratio r against equal rates; no baseline rate is needed. */
export function logRateRatioLikelihood(strata: readonly Stratum[], r: number): number {
  let errors = 0;
  let normaliser = 0;
  for (const { canaryTrafficShare, canaryErrors, baselineErrors } of strata) {
    errors += canaryErrors;
    normaliser += (canaryErrors + baselineErrors) * log1p((r - 1) * canaryTrafficShare);
  }
  return errors * log(r) - normaliser;
}
