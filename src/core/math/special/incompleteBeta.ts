import { log } from "../log.ts";
import { binomialWeight, logBinomialWeight } from "./saddlePoint.ts";

/** Both tails of a law at a point; each keeps its own relative accuracy. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

const TINY = 1e-300;
const PRECISION = 1e-16;
const MOST_STEPS = 200_000;

/**
 * Regularised incomplete beta I_x(a,b) for a, b > 0 as both tails; `y` = 1 − x where the caller knows it better.
 * Continued fraction (NIST DLMF 8.17.22) by Lentz's scheme as Thompson and Barnett changed it (1986), on the
 * side of the mean where it converges fast.
 */
export function incompleteBeta(x: number, a: number, b: number, y: number = 1 - x): Tails {
  if (Number.isNaN(x + a + b)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const weight = betaWeight(x, a, b, y);
  if (x * (a + b + 2) <= a + 1) {
    const lower = (weight / a) * fraction(x, a, b);
    return { lower, upper: 1 - lower };
  }
  const upper = (weight / b) * fraction(y, b, a);
  return { lower: 1 - upper, upper };
}

/** xᵃ yᵇ / B(a,b): the density of Beta(a,b) times xy, which is its density in the logit of x. */
export function betaWeight(x: number, a: number, b: number, y: number): number {
  return (binomialWeight(a, a + b, x, y) * a * b) / (a + b);
}

/** The logarithm of `betaWeight`, also where that is no double. */
export function logBetaWeight(x: number, a: number, b: number, y: number): number {
  return logBinomialWeight(a, a + b, x, y) + log((a * b) / (a + b));
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < MOST_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) <= 2 * PRECISION) break;
  }
  return result;
}

/** Moves a denominator off 0. */
function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
