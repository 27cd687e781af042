import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";
import { brentRoot } from "../../math/special/brentRoot.ts";
import { logShareE } from "./binomialEProcess.ts";
import { bestRho } from "./confidenceSequences.ts";

/** Where the test is to be sharp: a sample size and a level. */
export interface Tuning {
  readonly sample: number;
  readonly alpha: number;
}

/** Values in ascending order with how often each was seen. */
export interface Counted {
  readonly values: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
  readonly total: number;
}

/** Sorts and merges; what was seen 0 times is left out. */
export function counted(entries: readonly { readonly ms: number; readonly count: number }[]): Counted {
  const sums = new Map<number, number>();
  let total = 0;
  for (const { ms, count } of entries) {
    if (count <= 0 || Number.isNaN(ms)) continue;
    sums.set(ms, (sums.get(ms) ?? 0) + count);
    total += count;
  }
  const values = Float64Array.from(sums.keys()).sort();
  return { values, counts: Float64Array.from(values, (value) => sums.get(value) as number), total };
}

/** The nearest-rank q-quantile; NaN without values. */
export function quantileOfCounted({ values, counts, total }: Counted, q: number): number {
  let seen = 0;
  for (let i = 0; i < values.length; i++) {
    seen += counts[i] as number;
    if (seen >= q * total) return values[i] as number;
  }
  return Number.NaN;
}

/** ln of the e-value that a share is not p, from k out of n, with the mixture tuned as spec 4.8 says. */
function logQuantileE(k: number, n: number, { p, tuning }: { readonly p: number; readonly tuning: Tuning }): number {
  const variance = p * (1 - p);
  const rho = bestRho(tuning.sample * variance, tuning.alpha, "approximation");
  const r = Math.max(rho - variance, 0.001 * variance);
  return logShareE(k, n - k, { theta: p, mixture: { a: r / (1 - p), b: r / p } });
}

/**
 * Always-valid p that two arms have the same q-quantile. At each pooled value each arm's count may be anything from
 * "below" to "at or below"; the nearest to q·n gives the least evidence.
 */
export function sameQuantileP(
  a: Counted,
  b: Counted,
  { q, tuning }: { readonly q: number; readonly tuning: Tuning },
): number {
  const evidence = (below: number, atOrBelow: number, n: number) =>
    logQuantileE(Math.min(Math.max(q * n, below), atOrBelow), n, { p: q, tuning });
  let least = Number.POSITIVE_INFINITY;
  const left = { i: 0, seen: 0 };
  const right = { i: 0, seen: 0 };
  while (left.i < a.values.length || right.i < b.values.length) {
    const value = Math.min(a.values[left.i] ?? Number.POSITIVE_INFINITY, b.values[right.i] ?? Number.POSITIVE_INFINITY);
    const before = [left.seen, right.seen] as const;
    pass(a, left, value);
    pass(b, right, value);
    least = Math.min(least, evidence(before[0], left.seen, a.total) + evidence(before[1], right.seen, b.total));
    if (value === Number.POSITIVE_INFINITY) break;
  }
  return Math.min(1, exp(-least));
}

function pass({ values, counts }: Counted, position: { i: number; seen: number }, value: number): void {
  while (position.i < values.length && (values[position.i] as number) <= value) {
    position.seen += counts[position.i] as number;
    position.i++;
  }
}

/** All success probabilities that k out of n do not rule out at alpha, at any time (spec 4.8). */
export function bernoulliSequence(
  successes: number,
  trials: number,
  { alpha, sample }: { readonly alpha: number; readonly sample: number },
): readonly [low: number, high: number] {
  const off = (logit: number) => {
    const p = 1 / (1 + exp(-logit));
    return logQuantileE(successes, trials, { p, tuning: { sample, alpha } }) + log(alpha);
  };
  const centre = log((successes + 0.5) / (trials - successes + 0.5));
  const end = (far: number, none: number) => {
    if (off(far) < 0) return none;
    return 1 / (1 + exp(-brentRoot(off, { from: far, to: centre, tolerance: 1e-13 })));
  };
  return [successes === 0 ? 0 : end(-30, 0), successes === trials ? 1 : end(30, 1)];
}
