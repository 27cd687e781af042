import { normalQuantile } from "../../math/normalQuantile.ts";
import { ascending } from "../../math/quantile.ts";
import { threefry } from "../../math/threefry.ts";
import { meanOf } from "../tests/moments.ts";
import { NoVariance } from "../tests/shiftStatistic.ts";
import { commonLanguageEffect, meanRatio } from "./effectSize.ts";
import { compatibleInterval, type ExactEstimate, exactInterval, type ShiftEstimate } from "./interval.ts";
import { withoutNaN } from "./outliers.ts";

export type MetricClass = "Pass" | "High" | "Low" | "Nodata" | "NodataFailMetric" | "Error";
export type Direction = "either" | "increase" | "decrease";
type Bounds = readonly [decrease: number, increase: number];

/** One metric's configuration in Kayenta's words (spec 2.1). Control is the baseline, experiment the canary. */
export interface MetricConfig {
  /** Multiplies |estimate|: a bound on precision, not "so much worse than baseline". */
  readonly tolerance: number;
  readonly confidence: number;
  readonly effectSizeThresholds: Bounds;
  readonly criticalThresholds: Bounds;
  readonly measure: "meanRatio" | "cles";
  readonly direction: Direction;
  readonly nanStrategy: string;
  readonly isCritical: boolean;
  readonly mustHaveData: boolean;
}

export interface MetricResult {
  readonly classification: MetricClass;
  /** The flag of the result, not the setting. */
  readonly critical: boolean;
  /** Experiment minus control, where the interval was computed. */
  readonly interval: ShiftEstimate | null;
  /** NaN when undefined; 1 when no interval was needed. */
  readonly deviation: number;
  readonly effectSize: number;
}

/** `compatible` as Kayenta decides, quirks included; `exact` does not depend on the metric's unit (spec 2.7). */
export type KayentaMode = "compatible" | "exact";

/** Classification of one metric (spec 2.4). */
export function classifyMetric(
  rawControl: readonly number[],
  rawExperiment: readonly number[],
  { mode = "compatible", ...config }: MetricConfig & { readonly mode?: KayentaMode },
): MetricResult {
  const control = withoutNaN(rawControl, config.nanStrategy);
  const experiment = withoutNaN(rawExperiment, config.nanStrategy);
  const early = withoutInterval(control, experiment, config);
  const effectSize = effectOf(control, experiment, config.measure);
  if (early !== null) return { ...early, interval: null, deviation: 1, effectSize };
  try {
    const [c, e] = noisyWhereConstant(control, experiment, mode);
    const interval =
      mode === "compatible"
        ? compatibleInterval(c, e, { confidence: config.confidence })
        : exactInterval(c, e, config.confidence);
    const classification = sideOf(interval, effectSize, config);
    const critical = config.isCritical && reaches(classification, effectSize, config.criticalThresholds);
    return { classification, critical, interval, deviation: effectSize, effectSize };
  } catch (error) {
    if (!(error instanceof NoVariance)) throw error;
    return { classification: "Error", critical: false, interval: null, deviation: effectSize, effectSize };
  }
}

/** The configured measure; NaN where a side is empty, or a mean of the ratio is 0. */
function effectOf(control: readonly number[], experiment: readonly number[], measure: MetricConfig["measure"]): number {
  if (control.length === 0 || experiment.length === 0) return Number.NaN;
  return measure === "cles" ? commonLanguageEffect(control, experiment) : meanRatio(control, experiment);
}

/** Steps 1 to 3: no data, equal samples, a single value. */
function withoutInterval(
  control: readonly number[],
  experiment: readonly number[],
  { nanStrategy, mustHaveData, isCritical }: MetricConfig,
): { readonly classification: MetricClass; readonly critical: boolean } | null {
  if (control.length === 0 || experiment.length === 0) {
    if (nanStrategy === "replace") return { classification: "Pass", critical: false };
    if (mustHaveData && !isCritical) return { classification: "NodataFailMetric", critical: false };
    return { classification: "Nodata", critical: isCritical };
  }
  const c = ascending(control);
  const e = ascending(experiment);
  const equal = c.length === e.length && c.every((value, i) => value === e[i]);
  const single = c[0] === c[c.length - 1] && e[0] === e[e.length - 1] && c[0] === e[0];
  return equal || single ? { classification: "Pass", critical: false } : null;
}

function sideOf(interval: ShiftEstimate | ExactEstimate, effectSize: number, config: MetricConfig): MetricClass {
  const { direction, effectSizeThresholds, tolerance, confidence } = config;
  const bound = tolerance * Math.abs(interval.estimate);
  const tail = (1 - confidence) / 2;
  const above = "pHigher" in interval ? interval.pHigher <= tail : interval.low > bound;
  const below = "pLower" in interval ? interval.pLower <= tail : interval.high < -bound;
  if (direction !== "decrease" && above && reaches("High", effectSize, effectSizeThresholds)) return "High";
  if (direction !== "increase" && below && reaches("Low", effectSize, effectSizeThresholds)) return "Low";
  return "Pass";
}

/** Is the effect as large as the bound of that side? An undefined effect switches the bound off. */
function reaches(side: MetricClass, effectSize: number, [decrease, increase]: Bounds): boolean {
  if (side === "High") return Number.isNaN(effectSize) || effectSize >= increase;
  if (side === "Low") return Number.isNaN(effectSize) || effectSize <= decrease;
  return false;
}

const NOISE = 1e-5;

/**
 * Two sides that are each constant get Gaussian noise of 1e-5 of their value, as Kayenta does; here from a fixed
 * stream. The exact mode needs none: its p-value stands on the ranks.
 */
function noisyWhereConstant(
  control: readonly number[],
  experiment: readonly number[],
  mode: KayentaMode,
): readonly [control: readonly number[], experiment: readonly number[]] {
  const constant = (values: readonly number[]) => values.every((value) => value === values[0]);
  if (mode === "exact" || !constant(control) || !constant(experiment)) return [control, experiment];
  return [control.map((value, i) => noisy(value, i, 0)), experiment.map((value, i) => noisy(value, i, 1))];
}

function noisy(value: number, index: number, side: number): number {
  const [word] = threefry(0x6b617965, side, index, 0);
  return value + NOISE * Math.abs(value) * normalQuantile((word + 0.5) / 4294967296);
}

/** Kayenta's classifier for benchmarks: only the means are compared (spec 2.10). */
export function classifyByMeans(
  control: readonly number[],
  experiment: readonly number[],
  {
    direction,
    nanStrategy,
    mustHaveData,
    isCritical,
  }: Pick<MetricConfig, "direction" | "nanStrategy" | "mustHaveData" | "isCritical">,
): MetricClass {
  const c = withoutNaN(control, nanStrategy);
  const e = withoutNaN(experiment, nanStrategy);
  if (c.length === 0 || e.length === 0) {
    if (nanStrategy === "replace") return "Pass";
    return mustHaveData && !isCritical ? "NodataFailMetric" : "Nodata";
  }
  const difference = meanOf(e) - meanOf(c);
  if (difference > 0 && direction !== "decrease") return "High";
  return difference < 0 && direction !== "increase" ? "Low" : "Pass";
}
