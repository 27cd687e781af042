import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";
import { brentRoot } from "../../math/special/brentRoot.ts";
import { hypergeometricTails, hypergeometricWeight, type Urn } from "../../math/special/discreteTails.ts";
import type { Alternative, ArmCounts, Interval } from "./counts.ts";

/** Slack for "as probable as the observed table", as R has it. */
const SLACK = 1 + 1e-7;

export interface FisherResult {
  readonly pValue: number;
  /** Canary against baseline: 0 at the lowest and ∞ at the highest possible count. */
  readonly oddsRatioConditionalMLE: number;
  readonly confInt: Interval;
}

/** Given both margins, the canary's errors are drawn without putting back (Fisher 1935). */
export function fisherPValue(counts: ArmCounts, alternative: Alternative): number {
  const urn = urnOf(counts);
  const x = counts.canaryErrors;
  if (alternative === "greater") return hypergeometricTails(x - 1, urn).upper;
  if (alternative === "less") return hypergeometricTails(x, urn).lower;
  return Math.min(1, twoSided(x, urn));
}

/** The test with its odds ratio and interval at a level of confidence (spec 3.2). */
export function fisherExact(counts: ArmCounts, alternative: Alternative, confidence = 0.95): FisherResult {
  const x = counts.canaryErrors;
  const table = new TiltedTable(urnOf(counts));
  const tail = alternative === "two.sided" ? (1 - confidence) / 2 : 1 - confidence;
  const low = alternative === "less" ? 0 : table.oddsWhereAbove(x, tail);
  const high = alternative === "greater" ? Number.POSITIVE_INFINITY : table.oddsWhereBelow(x, tail);
  return {
    pValue: fisherPValue(counts, alternative),
    oddsRatioConditionalMLE: table.oddsWithMean(x),
    confInt: [low, high],
  };
}

function urnOf({ canaryErrors, canaryTotal, baselineErrors, baselineTotal }: ArmCounts): Urn {
  const errors = canaryErrors + baselineErrors;
  return { marked: errors, unmarked: canaryTotal + baselineTotal - errors, draws: canaryTotal };
}

function twoSided(x: number, urn: Urn): number {
  const first = Math.max(0, urn.draws - urn.unmarked);
  const last = Math.min(urn.draws, urn.marked);
  const observed = hypergeometricWeight(x, urn) * SLACK;
  const mode = Math.floor(((urn.draws + 1) * (urn.marked + 1)) / (urn.marked + urn.unmarked + 2));
  const fits = (k: number) => hypergeometricWeight(k, urn) <= observed;
  const lower = lastWhere(first, Math.min(mode, last), fits);
  const upper = firstWhere(Math.max(lower + 1, mode, first), last, fits);
  return hypergeometricTails(lower, urn).lower + hypergeometricTails(upper - 1, urn).upper;
}

/** Last k in [from, to] that fits, where those that fit come first; from − 1 when none does. */
export function lastWhere(from: number, to: number, fits: (k: number) => boolean): number {
  let low = from - 1;
  let high = to + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** First k in [from, to] that fits, where those that fit come last; to + 1 when none does. */
export function firstWhere(from: number, to: number, fits: (k: number) => boolean): number {
  return lastWhere(from, to, (k) => !fits(k)) + 1;
}

/** The noncentral hypergeometric law: the central one tilted by odds^k. */
class TiltedTable {
  private readonly first: number;
  private readonly last: number;
  private readonly logWeights: Float64Array;

  constructor(urn: Urn) {
    this.first = Math.max(0, urn.draws - urn.unmarked);
    this.last = Math.min(urn.draws, urn.marked);
    this.logWeights = new Float64Array(this.last - this.first + 1);
    const { marked, unmarked, draws } = urn;
    for (let k = this.first; k < this.last; k++) {
      const ratio = ((marked - k) * (draws - k)) / ((k + 1) * (unmarked - draws + k + 1));
      this.logWeights[k + 1 - this.first] = (this.logWeights[k - this.first] as number) + log(ratio);
    }
  }

  /** The odds at which the mean count is x. */
  oddsWithMean(x: number): number {
    if (x === this.first) return 0;
    if (x === this.last) return Number.POSITIVE_INFINITY;
    return this.solve((logOdds) => this.sums(logOdds, x).mean - x);
  }

  /** The odds at which P(X ≥ x) = tail. */
  oddsWhereAbove(x: number, tail: number): number {
    return x === this.first ? 0 : this.solve((logOdds) => log(this.sums(logOdds, x).above) - log(tail));
  }

  /** The odds at which P(X ≤ x) = tail. */
  oddsWhereBelow(x: number, tail: number): number {
    if (x === this.last) return Number.POSITIVE_INFINITY;
    return this.solve((logOdds) => log(tail) - log(this.sums(logOdds, x).below));
  }

  private solve(rising: (logOdds: number) => number): number {
    let reach = 1;
    while (reach < 700 && !(rising(-reach) < 0 && rising(reach) > 0)) reach *= 2;
    return exp(brentRoot(rising, { from: -reach, to: reach, tolerance: 1e-14 }));
  }

  private sums(logOdds: number, x: number): Readonly<Record<"mean" | "above" | "below", number>> {
    const { logWeights, first } = this;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < logWeights.length; i++) most = Math.max(most, (logWeights[i] as number) + i * logOdds);
    let all = 0;
    let moment = 0;
    let above = 0;
    let below = 0;
    for (let i = 0; i < logWeights.length; i++) {
      const weight = exp((logWeights[i] as number) + i * logOdds - most);
      all += weight;
      moment += weight * (first + i);
      if (first + i >= x) above += weight;
      if (first + i <= x) below += weight;
    }
    return { mean: moment / all, above: above / all, below: below / all };
  }
}
