import { exp } from "../exp.ts";
import { log } from "../log.ts";
import { log1p } from "./log1p.ts";
import { logGamma, stirlingSeries } from "./logGamma.ts";

const HALF_LOG_TWO_PI = 0.91893853320467274178;
const TWO_PI = 6.28318530717958647693;

/**
 * Binomial, Poisson and beta weights without the difference of large log-gammas, which loses five digits at
 * 10⁵. Loader, "Fast and accurate computation of binomial probabilities" (2000).
 */

/** ln n! − ln(√(2πn)(n/e)ⁿ), the error of Stirling's formula, for real n > 0. */
export function stirlingError(n: number): number {
  if (n >= 15) return stirlingSeries(n);
  return logGamma(n + 1) - (n + 0.5) * log(n) + n - HALF_LOG_TWO_PI;
}

/** Deviance x ln(x/m) + m − x of x ≥ 0 from a mean m > 0, by its own series where x and m are near. */
export function deviance(x: number, m: number): number {
  if (x === 0) return m;
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * log(x / m) - difference;
  const v = difference / (x + m);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
  return sum;
}

/**
 * Γ(n+1)/(Γ(x+1)Γ(n−x+1)) · pˣ qⁿ⁻ˣ for real 0 ≤ x ≤ n and q = 1 − p given apart, so that neither loses digits.
 * For integers it is the binomial probability of x successes in n trials.
 */
export function binomialWeight(x: number, n: number, p: number, q: number): number {
  return exp(logBinomialWeight(x, n, p, q));
}

/** The logarithm of `binomialWeight`; −∞ where it is 0. */
export function logBinomialWeight(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (q === 0) return x === n ? 0 : Number.NEGATIVE_INFINITY;
  if (x < 0 || x > n) return Number.NEGATIVE_INFINITY;
  if (n === 0) return 0;
  const rest = n - x;
  if (x === 0) return p < 0.1 ? n * log1p(-p) : n * log(q);
  if (rest === 0) return q < 0.1 ? n * log1p(-q) : n * log(p);
  const error = stirlingError(n) - stirlingError(x) - stirlingError(rest);
  const distance = deviance(x, n * p) + deviance(rest, n * q);
  return error - distance + 0.5 * log(n / (TWO_PI * x * rest));
}

/** mᵏ e⁻ᵐ / Γ(k+1) for real k ≥ 0 and m ≥ 0: for integers the Poisson probability of k events. */
export function poissonWeight(k: number, m: number): number {
  if (m === 0) return k === 0 ? 1 : 0;
  if (k === 0) return exp(-m);
  return exp(-stirlingError(k) - deviance(k, m)) / Math.sqrt(TWO_PI * k);
}
