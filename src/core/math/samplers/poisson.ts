import { exp } from "../exp.ts";
import { log } from "../log.ts";
import type { UniformSource } from "../uniforms.ts";
import { logFactorial } from "./logFactorial.ts";

/** Below this probability the search has left the range of a 53-bit uniform and only rounding is left. */
const NEGLIGIBLE = 1e-20;

/** Poisson with a mean ≥ 0: inversion by sequential search below 10, else Hörmann's PTRS; both exact. */
export function poisson(source: UniformSource, mean: number): number {
  return mean < 10 ? search(source.next(), mean) : transformedRejection(source, mean);
}

function search(uniform: number, mean: number): number {
  let left = uniform;
  let probability = exp(-mean);
  let k = 0;
  while (left >= probability) {
    left -= probability;
    k++;
    probability *= mean / k;
    if (probability < NEGLIGIBLE && k > mean) break;
  }
  return k;
}

/** Hörmann, "The transformed rejection method for generating Poisson random variables", IME 12 (1993), PTRS. */
function transformedRejection(source: UniformSource, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = source.next() - 0.5;
    const v = 1 - source.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (log((v * inverseAlpha) / (a / (us * us) + b)) <= k * log(mean) - mean - logFactorial(k)) return k;
  }
}
