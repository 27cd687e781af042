import { exp } from "../../math/exp.ts";
import { incompleteBeta, logBetaWeight } from "../../math/special/incompleteBeta.ts";

/** Beta(a, b) mixture over a share. */
export interface BetaMixture {
  readonly a: number;
  readonly b: number;
}

/**
 * ln of the e-value that a share is not θ, from x hits and y others (Lindon and Malek 2022; spec 4.6):
 * ln B(a+x, b+y) − ln B(a, b) − x ln θ − y ln(1−θ), which is the quotient of the two Beta densities at θ and keeps
 * its digits so. Exactly valid at every stopping time.
 */
export function logShareE(
  x: number,
  y: number,
  { theta, mixture }: { readonly theta: number; readonly mixture: BetaMixture },
): number {
  const { a, b } = mixture;
  return logBetaWeight(theta, a, b, 1 - theta) - logBetaWeight(theta, a + x, b + y, 1 - theta);
}

/** The factor that turns it one-sided, "the share is above θ". */
export function worseFactor(
  x: number,
  y: number,
  { theta, mixture }: { readonly theta: number; readonly mixture: BetaMixture },
): number {
  const { a, b } = mixture;
  return incompleteBeta(theta, a + x, b + y).upper / incompleteBeta(theta, a, b).upper;
}

/** e-values that the canary has more than its share θ of the errors: two-sided and one-sided. */
export function shareEValues(
  canaryErrors: number,
  baselineErrors: number,
  null_: { readonly theta: number; readonly mixture: BetaMixture },
): { readonly twoSided: number; readonly worse: number } {
  const twoSided = exp(logShareE(canaryErrors, baselineErrors, null_));
  return { twoSided, worse: twoSided * worseFactor(canaryErrors, baselineErrors, null_) };
}
