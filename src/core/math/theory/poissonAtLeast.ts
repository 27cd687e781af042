import { exp } from "../exp.ts";
import { log } from "../log.ts";
import { logFactorial, stirlingTail } from "../samplers/logFactorial.ts";

const LOG_TWO_PI = 1.8378770664093454836;

/** P(N ≥ n) for a Poisson count N of the given mean: also P(the n-th event comes in time). Sums the shorter tail. */
export function poissonAtLeast(n: number, mean: number): number {
  if (n <= 0) return 1;
  if (mean <= 0) return 0;
  if (n > mean) return sum(probabilityOf(n, mean), (k) => mean / (n + k));
  return 1 - sum(probabilityOf(n - 1, mean), (k) => (n - k) / mean);
}

/** first · (1 + r₁ + r₁r₂ + …) until a term no longer counts. */
function sum(first: number, ratio: (k: number) => number): number {
  let term = first;
  let total = first;
  for (let k = 1; term > total * 1e-17 && term > 0; k++) {
    term *= ratio(k);
    total += term;
  }
  return total;
}

/** Near the mean the large terms of the logarithm cancel, so that Stirling's formula is written around log(mean/n). */
function probabilityOf(n: number, mean: number): number {
  if (n < 256) return exp(n * log(mean) - mean - logFactorial(n));
  const off = (mean - n) / n;
  return exp(n * (log(1 + off) - off) - (LOG_TWO_PI + log(n)) / 2 - stirlingTail(n));
}
