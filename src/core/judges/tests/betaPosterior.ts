import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";
import { gaussLegendre } from "../../math/special/gaussLegendre.ts";
import { betaWeight, incompleteBeta } from "../../math/special/incompleteBeta.ts";
import { log1p } from "../../math/special/log1p.ts";
import type { ArmCounts } from "./counts.ts";

/** Parameters of a Beta law: its errors and its successes, prior included. */
interface Beta {
  readonly a: number;
  readonly b: number;
}

/** Beta(a, b) prior on each error rate. */
export interface Prior {
  readonly priorAlpha: number;
  readonly priorBeta: number;
}

/** Posterior probability that the canary's error rate exceeds ratioMargin × baseline's + absoluteMargin (spec 3.8). */
export function probCanaryWorse(
  counts: ArmCounts & Prior,
  margin: { readonly ratioMargin: number; readonly absoluteMargin: number } = { ratioMargin: 1, absoluteMargin: 0 },
): number {
  const [canary, baseline] = posteriors(counts);
  const plain = margin.ratioMargin === 1 && margin.absoluteMargin === 0;
  return plain ? larger(canary, baseline) : largerByMargin(canary, baseline, margin);
}

/** E max(p_c − p_b, 0) under the posterior: what promoting costs on average, as a rate. */
export function expectedExcessLoss(counts: ArmCounts & Prior): number {
  const [canary, baseline] = posteriors(counts);
  const gain = meanOf(canary) * larger({ ...canary, a: canary.a + 1 }, baseline);
  return gain - meanOf(baseline) * larger(canary, { ...baseline, a: baseline.a + 1 });
}

function posteriors(counts: ArmCounts & Prior): readonly [canary: Beta, baseline: Beta] {
  const { canaryErrors, canaryTotal, baselineErrors, baselineTotal, priorAlpha, priorBeta } = counts;
  return [
    { a: priorAlpha + canaryErrors, b: priorBeta + canaryTotal - canaryErrors },
    { a: priorAlpha + baselineErrors, b: priorBeta + baselineTotal - baselineErrors },
  ];
}

function meanOf({ a, b }: Beta): number {
  return a / (a + b);
}

/** P(X > Y): a finite sum where the parameters are whole, else an integral. */
function larger(x: Beta, y: Beta): number {
  if (!Number.isInteger(x.a) || !Number.isInteger(y.a))
    return largerByMargin(x, y, { ratioMargin: 1, absoluteMargin: 0 });
  if (x.a <= y.a) return sumOver(x, y);
  const other = 1 - sumOver(y, x);
  // What is left of 1 has lost its digits.
  return other < 1e-3 ? sumOver(x, y) : other;
}

/** Σ over i < x.a, each term from the one before; scaled down on the way, since the first may be no double. */
function sumOver(x: Beta, y: Beta): number {
  let logScale = logFirstTerm(x.b, y);
  let term = 1;
  let sum = 0;
  for (let i = 0; i < x.a; i++) {
    sum += term;
    term *= ((y.a + i) / (1 + i)) * ((x.b + i) / (y.a + y.b + x.b + i));
    if (sum > 1e200) {
      term *= 1e-200;
      sum *= 1e-200;
      logScale += 200 * Math.LN10;
    }
  }
  return Math.min(1, exp(logScale + log(sum)));
}

/** ln B(A', B'+B) − ln B(A', B') = Σ ln((B'+j)/(B'+B+j)) over j < A'. */
function logFirstTerm(extra: number, { a, b }: Beta): number {
  let sum = 0;
  for (let j = 0; j < a; j++) {
    const kept = b + j;
    sum += extra < kept ? log1p(-extra / (kept + extra)) : log(kept / (kept + extra));
  }
  return sum;
}

interface Margin {
  readonly ratioMargin: number;
  readonly absoluteMargin: number;
}

/**
 * P(X > k·Y + δ) as an integral over the logit of y, where the density stays finite for a parameter below 1:
 * Gauss and Legendre's rule on panels no wider than 3, broken at the mean ± 3, 8, 30 standard deviations.
 */
function largerByMargin(x: Beta, y: Beta, { ratioMargin, absoluteMargin }: Margin): number {
  const centre = log(y.a / y.b);
  // Near its mode the logit's variance is 1/a + 1/b; beyond, its tails fall like e^(as) and e^(−bs).
  const spread = 9 * Math.sqrt(1 / y.a + 1 / y.b);
  const low = centre - 45 / y.a - spread;
  const high = centre + 45 / y.b + spread;
  const rule = gaussLegendre(24);
  const breaks = breakpoints(y, { ratioMargin, absoluteMargin }).filter((s) => s > low && s < high);
  const ends = [low, ...breaks.sort((one, two) => one - two), high];
  let total = 0;
  for (let piece = 1; piece < ends.length; piece++) {
    const from = ends[piece - 1] as number;
    const panels = Math.ceil(((ends[piece] as number) - from) / 3);
    const half = ((ends[piece] as number) - from) / panels / 2;
    for (let panel = 0; panel < panels; panel++) {
      const middle = from + (2 * panel + 1) * half;
      for (let i = 0; i < rule.nodes.length; i++) {
        const { t, rest } = shareOf(middle + half * (rule.nodes[i] as number));
        const limit = ratioMargin * t + absoluteMargin;
        const complement = ratioMargin === 1 ? rest - absoluteMargin : 1 - limit;
        const above = incompleteBeta(limit, x.a, x.b, complement).upper;
        total += half * (rule.weights[i] as number) * betaWeight(t, y.a, y.b, rest) * above;
      }
    }
  }
  return Math.min(1, total);
}

/** Where the integrand bends, as logits: around both means, and where the limit leaves [0, 1]. */
function breakpoints({ a, b }: Beta, { ratioMargin, absoluteMargin }: Margin): number[] {
  const mean = a / (a + b);
  const deviation = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  const points = [0, -3, 3, -8, 8, -30, 30].map((sds) => mean + sds * deviation);
  const edges = [-absoluteMargin / ratioMargin, (1 - absoluteMargin) / ratioMargin];
  return [...points, ...edges].filter((t) => t > 0 && t < 1).map((t) => log(t / (1 - t)));
}

function shareOf(s: number): { readonly t: number; readonly rest: number } {
  const e = exp(-Math.abs(s));
  return s < 0 ? { t: e / (1 + e), rest: 1 / (1 + e) } : { t: 1 / (1 + e), rest: e / (1 + e) };
}
