import type { JudgeVerdict, Weighed } from "./judge.ts";
import { scoreMetrics } from "./kayenta/score.ts";
import { adjustPValues } from "./tests/adjustPValues.ts";

/** One metric with what its judge found. */
export interface MetricFinding {
  readonly name: string;
  /** Share of the level in a split, or of the score; relative to the others. */
  readonly weight: number;
  readonly critical: boolean;
  readonly found: Weighed;
}

/**
 * How several metrics become one verdict (spec 5). `split`: each at its share of alpha. `holm`: p-values at one look.
 * `average`: the mean of e-values, valid under any dependence and at any look. `score`: as Kayenta does, which moves
 * the problem into the pass threshold.
 */
export type Combination =
  | { readonly by: "split" | "holm" | "average"; readonly alpha: number }
  | { readonly by: "score"; readonly pass: number; readonly marginal: number };

export interface CombinedVerdict {
  readonly verdict: JudgeVerdict;
  /** Metrics that speak for a rollback. */
  readonly against: readonly string[];
  readonly because: string;
}

/** Levels of a split by weight; they add up to alpha. */
export function splitLevels(weights: readonly number[], alpha: number): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (alpha * weight) / total);
}

/** False alarm of so many independent metrics, each at level alpha: 10 at 5% give 40%. */
export function falseAlarmOfAny(metrics: number, alpha: number): number {
  let kept = 1;
  for (let i = 0; i < metrics; i++) kept *= 1 - alpha;
  return 1 - kept;
}

export function combineMetrics(metrics: readonly MetricFinding[], how: Combination): CombinedVerdict {
  switch (how.by) {
    case "split":
      return bySplit(metrics, how.alpha);
    case "holm":
      return byHolm(metrics, how.alpha);
    case "average":
      return byAverage(metrics, how.alpha);
    case "score":
      return byScore(metrics, how);
  }
}

function bySplit(metrics: readonly MetricFinding[], alpha: number): CombinedVerdict {
  const levels = splitLevels(
    metrics.map(({ weight }) => weight),
    alpha,
  );
  const against = metrics.filter(({ found }, i) => reaches(found, levels[i] as number));
  const said = metrics.map(({ name, found }, i) => `${name} ${evidenceOf(found)} at ${short(levels[i] as number)}`);
  return verdictOf(metrics, against, `Level ${alpha} split: ${said.join("; ")}.`);
}

function byHolm(metrics: readonly MetricFinding[], alpha: number): CombinedVerdict {
  const adjusted = adjustPValues(
    metrics.map(({ found }) => pOf(found)),
    "holm",
  );
  const against = metrics.filter((_, i) => (adjusted[i] as number) <= alpha * (1 + 1e-12));
  const said = metrics.map(({ name }, i) => `${name} p = ${short(adjusted[i] as number)}`);
  return verdictOf(metrics, against, `Holm's p-values against ${alpha}: ${said.join("; ")}.`);
}

function byAverage(metrics: readonly MetricFinding[], alpha: number): CombinedVerdict {
  const values = metrics.map(({ found }) => eOf(found));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const alarm = mean * alpha * (1 + 1e-12) >= 1;
  const against = alarm ? metrics.filter((_, i) => (values[i] as number) >= mean) : [];
  const said = metrics.map(({ name }, i) => `${name} ${short(values[i] as number)}`);
  return verdictOf(metrics, against, `Mean e-value ${short(mean)} against ${short(1 / alpha)}: ${said.join("; ")}.`);
}

function byScore(
  metrics: readonly MetricFinding[],
  { pass, marginal }: { pass: number; marginal: number },
): CombinedVerdict {
  const classes = { worse: "High", better: "Low", neither: "Pass" } as const;
  const scored = metrics.map(({ name, critical, found }) => {
    const classification = found.rule === "no data" ? ("Nodata" as const) : classes[found.lean];
    return { classification, groups: [name], critical: critical && classification === "High", muted: false };
  });
  const total = metrics.reduce((sum, { weight }) => sum + weight, 0);
  const weights = Object.fromEntries(metrics.map(({ name, weight }) => [name, (100 * weight) / total]));
  const score = scoreMetrics(scored, weights, { pass, marginal });
  const against = metrics.filter((_, i) => scored[i]?.classification !== "Pass").map(({ name }) => name);
  const because = `Score ${score.summaryScore} against ${pass} to pass and ${marginal} to go on.`;
  if (score.forcedZeroReason === "nodata") return { verdict: "inconclusive", against, because };
  const verdict = score.classification === "Fail" ? "fail" : score.classification === "Pass" ? "pass" : "inconclusive";
  return { verdict, against, because };
}

/** Any metric against rolls back; all must have passed to promote. */
function verdictOf(
  metrics: readonly MetricFinding[],
  against: readonly MetricFinding[],
  because: string,
): CombinedVerdict {
  const names = against.map(({ name }) => name);
  if (names.length > 0) return { verdict: "fail", against: names, because };
  const allPass = metrics.length > 0 && metrics.every(({ found }) => found.verdict === "pass");
  return { verdict: allPass ? "pass" : "inconclusive", against: [], because };
}

function reaches(found: Weighed, level: number): boolean {
  return pOf(found) <= level * (1 + 1e-12);
}

/** A p-value, or what an e-value is as one; a metric without either is no evidence. */
function pOf({ measure }: Weighed): number {
  if (measure?.kind === "p") return measure.value;
  return measure?.kind === "e" ? Math.min(1, 1 / measure.value) : 1;
}

/** A p-value is no e-value: a metric whose judge has none counts as no evidence. */
function eOf({ measure }: Weighed): number {
  return measure?.kind === "e" ? measure.value : 1;
}

function evidenceOf(found: Weighed): string {
  return `p = ${short(pOf(found))}`;
}

function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "∞";
}
