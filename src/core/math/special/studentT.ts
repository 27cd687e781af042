import { betaQuantile } from "./betaQuantile.ts";
import { incompleteBeta } from "./incompleteBeta.ts";

/** P(T ≤ t) of Student's law with df > 0 degrees of freedom, not necessarily whole (NIST DLMF 8.17, by I_x). */
export function studentTCdf(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN;
  const square = t * t;
  const { lower } = incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square));
  return t <= 0 ? lower / 2 : 1 - lower / 2;
}

/** The t that Student's T exceeds with probability 0 < q < ½. */
export function studentTUpperQuantile(q: number, df: number): number {
  const far = betaQuantile(2 * q, df / 2, 0.5);
  return Math.sqrt((df * (1 - far)) / far);
}
