import { log } from "../../math/log.ts";
import { brentRoot } from "../../math/special/brentRoot.ts";
import { binomialTails } from "../../math/special/discreteTails.ts";
import { log1p } from "../../math/special/log1p.ts";
import { normalCdf, normalSf, normalUpperQuantile } from "../../math/special/normal.ts";

/** A comparison of two rates in equal arms (spec 6). */
export interface PowerPlan {
  readonly p1: number;
  readonly p2: number;
  readonly alpha: number;
  readonly sides: 1 | 2;
  /** Count the opposite tail too. */
  readonly strict: boolean;
}

/** Power of the z-test with n requests in each arm, by the normal approximation. */
export function powerOfProportions({ p1, p2, alpha, sides, strict }: PowerPlan, n: number): number {
  const z = normalUpperQuantile(alpha / sides);
  const mean = (p1 + p2) / 2;
  const underNull = z * Math.sqrt(2 * mean * (1 - mean));
  const difference = Math.sqrt(n) * Math.abs(p1 - p2);
  const spread = Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  const power = normalCdf((difference - underNull) / spread);
  return strict && sides === 2 ? power + normalSf((difference + underNull) / spread) : power;
}

/** Requests in each arm for a power, not rounded. */
export function sampleForPower(plan: PowerPlan, power: number): number {
  const { p1, p2, alpha, sides, strict } = plan;
  const n = unequalSample({ canaryRate: p1, baselineRate: p2, baselinePerCanary: 1, alpha: alpha / sides, power });
  if (!strict || sides === 1) return n;
  const off = (size: number) => powerOfProportions(plan, size) - power;
  return brentRoot(off, { from: n / 100, to: n * 1.01 + 2, tolerance: 1e-9 });
}

/** Canary requests for a one-sided test, with κ baseline requests for each canary request. */
export function unequalSample(plan: {
  readonly canaryRate: number;
  readonly baselineRate: number;
  readonly baselinePerCanary: number;
  readonly alpha: number;
  readonly power: number;
}): number {
  const { canaryRate: p1, baselineRate: p0, baselinePerCanary: kappa } = plan;
  const mean = (p1 + kappa * p0) / (1 + kappa);
  const underNull = normalUpperQuantile(plan.alpha) * Math.sqrt(mean * (1 - mean) * (1 + 1 / kappa));
  const underAlternative = normalUpperQuantile(1 - plan.power) * Math.sqrt(p1 * (1 - p1) + (p0 * (1 - p0)) / kappa);
  const root = (underNull + underAlternative) / (p1 - p0);
  return root * root;
}

/** Requests without any error that rule out a rate with a confidence. */
export function sampleOfZeroErrors(rate: number, confidence: number): number {
  return ceiling(log(1 - confidence) / log1p(-rate));
}

/** The smallest sample for which an upper confidence bound of the q-quantile exists. */
export function sampleForQuantileBound(q: number, confidence: number): number {
  return ceiling(log(1 - confidence) / log(q));
}

/** The smallest x with θ^x ≤ α: errors needed when all fall on the canary. */
export function fewestErrorsToReject(canaryTrafficShare: number, alpha: number): number {
  return ceiling(log(alpha) / log(canaryTrafficShare));
}

/** A quotient of logarithms may round to just above a whole number. */
function ceiling(value: number): number {
  return Math.ceil(value * (1 - 1e-12));
}

/** Level that a z-test really has when requests come in clusters, and the factor on the sample size. */
export function designEffect(plan: {
  readonly clusterSize: number;
  readonly intraClusterCorrelation: number;
  readonly nominalAlpha: number;
  readonly sides: 1 | 2;
}): { readonly factor: number; readonly actualAlpha: number } {
  const factor = 1 + (plan.clusterSize - 1) * plan.intraClusterCorrelation;
  const z = normalUpperQuantile(plan.nominalAlpha / plan.sides);
  return { factor, actualAlpha: plan.sides * normalSf(z / Math.sqrt(factor)) };
}

/** 1-based ranks of the order statistics that bound the q-quantile of n observations (spec 7.1). */
export function quantileRanks(n: number, q: number, confidence: number) {
  const tail = (1 - confidence) / 2;
  const lowerRank = smallest(n, (k) => binomialTails(k, n, q).lower >= tail);
  const upperRank = 1 + smallest(n, (k) => binomialTails(k, n, q).upper <= tail);
  const coverage = binomialTails(upperRank - 1, n, q).lower - binomialTails(lowerRank - 1, n, q).lower;
  return { lowerRank, upperRank, coverage, lowerExists: lowerRank >= 1, upperExists: upperRank <= n };
}

function smallest(n: number, fits: (k: number) => boolean): number {
  let low = -1;
  let high = n;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}
