import { exp } from "../exp.ts";
import { log } from "../log.ts";
import type { UniformSource } from "../uniforms.ts";
import { logFactorial } from "./logFactorial.ts";

/** As in the Poisson search: what is left is rounding. */
const NEGLIGIBLE = 1e-20;

/** Successes in n ≥ 0 trials of probability p: inversion while n·min(p, 1 − p) < 10, else Hörmann's BTRS. */
export function binomial(source: UniformSource, n: number, p: number): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - atMostHalf(source, n, 1 - p);
  return atMostHalf(source, n, p);
}

function atMostHalf(source: UniformSource, n: number, p: number): number {
  return n * p < 10 ? search(source.next(), n, p) : transformedRejection(source, n, p);
}

function search(uniform: number, n: number, p: number): number {
  const odds = p / (1 - p);
  let left = uniform;
  let probability = exp(n * log(1 - p));
  let k = 0;
  while (left >= probability && k < n) {
    left -= probability;
    k++;
    probability *= ((n + 1 - k) / k) * odds;
    if (probability < NEGLIGIBLE && k > n * p) break;
  }
  return k;
}

/** Hörmann, "The generation of binomial random variates", J. Stat. Comput. Simul. 46 (1993), BTRS. */
function transformedRejection(source: UniformSource, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = source.next() - 0.5;
    const v = 1 - source.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > n) continue;
    const target =
      logFactorial(mode) +
      logFactorial(n - mode) -
      logFactorial(k) -
      logFactorial(n - k) +
      (k - mode) * log(p / (1 - p));
    if (log((v * alpha) / (a / (us * us) + b)) <= target) return k;
  }
}
