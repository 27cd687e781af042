import { incompleteBeta, type Tails } from "./incompleteBeta.ts";
import { incompleteGamma } from "./incompleteGamma.ts";
import { binomialWeight } from "./saddlePoint.ts";

/** Tails of discrete laws: `lower` is P(X ≤ k), `upper` is P(X > k), strictly more. */

/** X ~ Binomial(n, p). */
export function binomialTails(k: number, n: number, p: number): Tails {
  const at = Math.floor(k);
  if (at < 0) return { lower: 0, upper: 1 };
  if (at >= n) return { lower: 1, upper: 0 };
  const { lower, upper } = incompleteBeta(p, at + 1, n - at);
  return { lower: upper, upper: lower };
}

/** X ~ Poisson(mean). */
export function poissonTails(k: number, mean: number): Tails {
  const at = Math.floor(k);
  if (at < 0) return { lower: 0, upper: 1 };
  const { lower, upper } = incompleteGamma(at + 1, mean);
  return { lower: upper, upper: lower };
}

/** What is drawn without putting back: `draws` of marked + unmarked items. */
export interface Urn {
  readonly marked: number;
  readonly unmarked: number;
  readonly draws: number;
}

/** Probability of exactly k marked items among the draws. */
export function hypergeometricWeight(k: number, { marked, unmarked, draws }: Urn): number {
  const total = marked + unmarked;
  if (k < Math.max(0, draws - unmarked) || k > Math.min(draws, marked)) return 0;
  const p = draws / total;
  const q = (total - draws) / total;
  if (total === 0 || p === 0 || q === 0) return 1;
  return (
    (binomialWeight(k, marked, p, q) * binomialWeight(draws - k, unmarked, p, q)) / binomialWeight(draws, total, p, q)
  );
}

/** X = marked items among the draws; the shorter tail is summed from its largest term by the ratio of neighbours. */
export function hypergeometricTails(k: number, urn: Urn): Tails {
  const { marked, unmarked, draws } = urn;
  const at = Math.floor(k);
  const first = Math.max(0, draws - unmarked);
  const last = Math.min(draws, marked);
  if (at < first) return { lower: 0, upper: 1 };
  if (at >= last) return { lower: 1, upper: 0 };
  const mode = ((draws + 1) * (marked + 1)) / (marked + unmarked + 2);
  if (at + 1 > mode) {
    const up = (j: number) => ((marked - j) * (draws - j)) / ((j + 1) * (unmarked - draws + j + 1));
    const upper = hypergeometricWeight(at + 1, urn) * ratios(at + 1, last, 1, up);
    return { lower: 1 - upper, upper };
  }
  const down = (j: number) => (j * (unmarked - draws + j)) / ((marked - j + 1) * (draws - j + 1));
  const lower = hypergeometricWeight(at, urn) * ratios(at, first, -1, down);
  return { lower, upper: 1 - lower };
}

/** 1 + r₁ + r₁r₂ + … from `start` to `end`. */
function ratios(start: number, end: number, step: 1 | -1, ratio: (j: number) => number): number {
  let term = 1;
  let sum = 1;
  for (let j = start; j !== end; j += step) {
    term *= ratio(j);
    sum += term;
    if (term < sum * 1e-18) break;
  }
  return sum;
}
