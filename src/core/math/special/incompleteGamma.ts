import type { Tails } from "./incompleteBeta.ts";
import { poissonWeight } from "./saddlePoint.ts";

const TINY = 1e-300;
const MOST_STEPS = 1_000_000;

/**
 * Regularised incomplete gamma P(a,x) and Q(a,x) for a > 0, x ≥ 0. Series below a + 1 (NIST DLMF 8.11.4),
 * continued fraction above (8.9.2) by Lentz's scheme.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = poissonWeight(a, x) * series(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = poissonWeight(a, x) * a * fraction(a, x);
  return { lower: 1 - upper, upper };
}

function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < MOST_STEPS && term > sum * 1e-17; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let result = d;
  for (let k = 1; k < MOST_STEPS; k++) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / away(numerator * d + b);
    c = away(b + numerator / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) <= 2e-16) break;
  }
  return result;
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
