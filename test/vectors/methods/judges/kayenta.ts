import {
  classifyByMeans,
  classifyMetric,
  type Direction,
  type MetricConfig,
} from "../../../../src/core/judges/kayenta/classifyMetric.ts";
import { cohenD, commonLanguageEffect, meanRatio } from "../../../../src/core/judges/kayenta/effectSize.ts";
import { compatibleInterval, wilcoxonDifference } from "../../../../src/core/judges/kayenta/interval.ts";
import {
  finalVerdict,
  judgementWindows,
  type RunPlan,
  runVerdict,
} from "../../../../src/core/judges/kayenta/intervalRun.ts";
import { outliersByIqr, outliersByKSigma, withoutNaN } from "../../../../src/core/judges/kayenta/outliers.ts";
import { type ScoredMetric, scoreMetrics } from "../../../../src/core/judges/kayenta/score.ts";
import { numbersOf, type Written } from "./numbers.ts";

interface Pair {
  readonly control: readonly Written[];
  readonly experiment: readonly Written[];
}
interface Thresholds {
  readonly passThreshold: number | null;
  readonly marginalThreshold: number | null;
}
type Metric = Pick<ScoredMetric, "classification" | "groups"> & {
  readonly critical?: boolean;
  readonly muted?: boolean;
};

/** Kayenta's judge in compatible mode (spec 2). */
export const kayentaMethods = {
  "nan-strategy": ({ values, strategy }: { readonly values: readonly Written[]; readonly strategy: string }) => ({
    values: withoutNaN(numbersOf(values), strategy),
  }),
  "outliers-iqr": (input: {
    readonly values: readonly number[];
    readonly factor: number;
    readonly reduceSensitivity: boolean;
  }) => ({
    outlierIndexes: outliersByIqr(input.values, input),
  }),
  "outliers-ksigma": ({ values, k }: { readonly values: readonly number[]; readonly k: number }) => ({
    outlierIndexes: outliersByKSigma(values, k),
  }),
  "effect-size-mean-ratio": (pair: Pair) => ({ meanRatio: meanRatio(...sides(pair)) }),
  "effect-size-cles": (pair: Pair) => ({ cles: commonLanguageEffect(...sides(pair)) }),
  "effect-size-cohen-d": (pair: Pair) => ({ cohenD: cohenD(...sides(pair)) }),
  "kayenta-wilcoxon-diff": (input: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly points: readonly { readonly mu: number; readonly z: number }[];
  }) => ({ values: input.points.map((point) => wilcoxonDifference(input.x, input.y, point)) }),
  "kayenta-mann-whitney-ci": (input: Pair & { readonly confLevel: number; readonly rootTolerance: number }) => {
    const options = { confidence: input.confLevel, tolerance: input.rootTolerance };
    const { low, high, estimate } = compatibleInterval(...sides(input), options);
    return { ciLow: low, ciHigh: high, estimate };
  },
  "kayenta-classify-metric": (input: Pair & Omit<MetricConfig, "confidence"> & { readonly confLevel: number }) => {
    const [control, experiment] = sides(input);
    const result = classifyMetric(control, experiment, { ...input, confidence: input.confLevel });
    const { interval, ...rest } = result;
    const shown = interval === null ? {} : { ciLow: interval.low, ciHigh: interval.high, estimate: interval.estimate };
    return { ...rest, ...shown };
  },
  "kayenta-mean-inequality": (input: Pair & { readonly direction: Direction }) => {
    const [control, experiment] = sides(input);
    const config = { direction: input.direction, nanStrategy: "remove", isCritical: false, mustHaveData: false };
    return { classification: classifyByMeans(control, experiment, config) };
  },
  "kayenta-score": (input: {
    readonly metrics: readonly Metric[];
    readonly groupWeights: Readonly<Record<string, number>>;
    readonly passThreshold: number;
    readonly marginalThreshold: number;
  }) =>
    scoreMetrics(
      input.metrics.map((metric) => ({ critical: false, muted: false, ...metric })),
      input.groupWeights,
      { pass: input.passThreshold, marginal: input.marginalThreshold },
    ),
  "kayenta-judgement-windows": (plan: RunPlan) => ({ windows: judgementWindows(plan) }),
  "kayenta-interval-run": ({ scores, ...thresholds }: Thresholds & { readonly scores: readonly number[] }) =>
    runVerdict(scores, thresholdsOf(thresholds)),
  "kayenta-final-verdict": ({ finalScore, ...thresholds }: Thresholds & { readonly finalScore: number }) => ({
    passed: finalVerdict(finalScore, thresholdsOf(thresholds)),
  }),
};

function sides({ control, experiment }: Pair): readonly [control: readonly number[], experiment: readonly number[]] {
  return [numbersOf(control), numbersOf(experiment)];
}

function thresholdsOf({ passThreshold, marginalThreshold }: Thresholds) {
  return { pass: passThreshold ?? null, marginal: marginalThreshold ?? null };
}
