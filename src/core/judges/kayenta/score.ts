import type { MetricClass } from "./classifyMetric.ts";

/** A classified metric; `critical` is the flag of the result (spec 2.8). */
export interface ScoredMetric {
  readonly classification: MetricClass;
  readonly groups: readonly string[];
  readonly critical: boolean;
  readonly muted: boolean;
}

export interface Thresholds {
  readonly pass: number;
  readonly marginal: number;
}

export interface Score {
  /** 0 to 100, two decimals, half up. */
  readonly summaryScore: number;
  readonly classification: "Pass" | "Marginal" | "Fail";
  /** Percent, unrounded, also when the total is forced to 0. */
  readonly groupScores: Readonly<Record<string, number>>;
  readonly forcedZeroReason: "none" | "critical" | "nodata";
}

interface Group {
  readonly score: number;
  readonly noData: boolean;
}

/** The weighted sum of groups with its two rules that force it to 0. Weights are percent per group name. */
export function scoreMetrics(
  all: readonly ScoredMetric[],
  weights: Readonly<Record<string, number>>,
  thresholds: Thresholds,
): Score {
  const metrics = all.filter((metric) => !metric.muted);
  const names = [...new Set(metrics.flatMap((metric) => metric.groups))];
  const groups = new Map(
    names.map((name) => [name, groupOf(metrics.filter((metric) => metric.groups.includes(name)))]),
  );
  const forcedZeroReason = forcedZero(metrics);
  const summaryScore = forcedZeroReason === "none" && metrics.length > 0 ? weighted(groups, weights) : 0;
  return {
    summaryScore,
    classification:
      summaryScore >= thresholds.pass ? "Pass" : summaryScore >= thresholds.marginal ? "Marginal" : "Fail",
    groupScores: Object.fromEntries([...groups].map(([name, { score }]) => [name, score])),
    forcedZeroReason,
  };
}

function groupOf(metrics: readonly ScoredMetric[]): Group {
  const count = (...classes: readonly MetricClass[]) =>
    metrics.filter(({ classification }) => classes.includes(classification)).length;
  const counted = count("Pass", "High", "Low", "NodataFailMetric");
  return counted === 0 ? { score: 0, noData: true } : { score: (100 * count("Pass")) / counted, noData: false };
}

function forcedZero(metrics: readonly ScoredMetric[]): Score["forcedZeroReason"] {
  if (metrics.some(({ critical, classification }) => critical && classification !== "Pass")) return "critical";
  const missing = metrics.filter(({ classification }) => classification === "Nodata").length;
  return metrics.length > 0 && missing >= metrics.length / 2 ? "nodata" : "none";
}

/** A group without a weight of its own shares what the configured ones leave, also those that name no group here. */
function weighted(groups: ReadonlyMap<string, Group>, weights: Readonly<Record<string, number>>): number {
  const configured = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const without = [...groups.keys()].filter((name) => !Object.hasOwn(weights, name)).length;
  const shared = without > 0 ? (100 - configured) / without : 0;
  let total = 0;
  for (const [name, { score, noData }] of groups) {
    const weight = Object.hasOwn(weights, name) ? (weights[name] as number) : shared;
    total += (noData ? 100 : score) * (weight / 100);
  }
  return halfUp(total);
}

/** Two decimals, half up, undisturbed by the last bit of a sum. */
function halfUp(value: number): number {
  return Math.floor(value * 100 + 0.5 + 1e-9) / 100;
}
