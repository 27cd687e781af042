import { binomialWeight } from "../../math/special/saddlePoint.ts";
import { type Alternative, atMost } from "../tests/counts.ts";
import { firstWhere, fisherPValue } from "../tests/fisherExact.ts";

/** Two arms of fixed size with their true error rates. */
export interface Arms {
  readonly canaryTotal: number;
  readonly baselineTotal: number;
  readonly canaryErrorRate: number;
  readonly baselineErrorRate: number;
}

/** Terms below this cannot show in a probability. */
const NEGLIGIBLE = 1e-20;

/** Probabilities of each count that matters. */
export interface CountLaw {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Binomial(n, p) without its negligible ends. */
export function countLaw(n: number, p: number): CountLaw {
  const weight = (k: number) => binomialWeight(k, n, p, 1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  let first = mode;
  while (first > 0 && weight(first - 1) > NEGLIGIBLE) first--;
  let last = mode;
  while (last < n && weight(last + 1) > NEGLIGIBLE) last++;
  return { first, weights: Float64Array.from({ length: last - first + 1 }, (_, i) => weight(first + i)) };
}

/** Exact probability that Fisher's test rejects at a single look: the sum over both counts (spec 9). */
export function fisherPower(arms: Arms, alpha: number, alternative: Alternative): number {
  const { canaryTotal, baselineTotal } = arms;
  const canary = countLaw(canaryTotal, arms.canaryErrorRate);
  const baseline = countLaw(baselineTotal, arms.baselineErrorRate);
  const rejects = (x: number, errors: number) =>
    atMost(
      fisherPValue({ canaryErrors: x, canaryTotal, baselineErrors: errors - x, baselineTotal }, alternative),
      alpha,
    );
  const critical = new Map<number, (x: number) => boolean>();
  const regionOf = (errors: number) => {
    const known = critical.get(errors);
    if (known !== undefined) return known;
    const made = rejectionRegion(errors, { canaryTotal, baselineTotal }, alternative, rejects);
    critical.set(errors, made);
    return made;
  };
  let power = 0;
  canary.weights.forEach((ofCanary, i) => {
    baseline.weights.forEach((ofBaseline, j) => {
      const x = canary.first + i;
      if (regionOf(x + baseline.first + j)(x)) power += ofCanary * ofBaseline;
    });
  });
  return power;
}

/** The canary counts that reject, given all errors: an end of the range, or both. */
function rejectionRegion(
  errors: number,
  { canaryTotal, baselineTotal }: Pick<Arms, "canaryTotal" | "baselineTotal">,
  alternative: Alternative,
  rejects: (x: number, errors: number) => boolean,
): (x: number) => boolean {
  const least = Math.max(0, errors - baselineTotal);
  const most = Math.min(errors, canaryTotal);
  const middle = Math.floor((errors * canaryTotal) / (canaryTotal + baselineTotal));
  const from = Math.max(least, middle);
  const high = alternative === "less" ? most + 1 : firstWhere(from, most, (x) => rejects(x, errors));
  const low = alternative === "greater" ? least : firstWhere(least, Math.min(most, middle), (x) => !rejects(x, errors));
  return (x) => x >= high || x < low;
}
