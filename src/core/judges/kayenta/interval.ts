import { ascending } from "../../math/quantile.ts";
import { normalSf, normalUpperQuantile } from "../../math/special/normal.ts";
import { firstDifferenceWhere, medianDifference } from "../tests/orderedDifferences.ts";
import { NoVariance, shiftRoot, shiftStatistic } from "../tests/shiftStatistic.ts";

/** Shift of experiment against control, in the unit of the data. */
export interface ShiftEstimate {
  readonly low: number;
  readonly high: number;
  readonly estimate: number;
}

/** Kayenta's own absolute tolerance of the root finder. */
const ROOT_TOLERANCE = 1e-4;

/**
 * The interval as Kayenta computes it (spec 2.5). The solver's absolute tolerance makes it depend on the unit of the
 * metric (spec 2.6). Throws `NoVariance` where all values are tied.
 */
export function compatibleInterval(
  control: readonly number[],
  experiment: readonly number[],
  { confidence, tolerance = ROOT_TOLERANCE }: { readonly confidence: number; readonly tolerance?: number },
): ShiftEstimate {
  const samples = { x: ascending(experiment), y: ascending(control) };
  // The lower tail itself with its sign changed is more exact, but Kayenta asks for the quantile near 1.
  const z = normalUpperQuantile((1 - confidence) / 2);
  const search = { correction: "two.sided", tolerance } as const;
  return {
    low: shiftRoot(samples, { ...search, z, testEnds: true }),
    high: shiftRoot(samples, { ...search, z: -z, testEnds: true }),
    estimate: shiftRoot(samples, { ...search, z: 0, testEnds: false }),
  };
}

/** W(μ, z) of spec 2.5 by itself. */
export function wilcoxonDifference(
  x: readonly number[],
  y: readonly number[],
  at: { readonly mu: number; readonly z: number },
): number {
  return shiftStatistic({ x: ascending(x), y: ascending(y) }, at.mu, "two.sided") - at.z;
}

/** The interval with the one-sided p-values of no shift. */
export interface ExactEstimate extends ShiftEstimate {
  readonly pHigher: number;
  readonly pLower: number;
}

/**
 * The scale-free interval (spec 2.7): the median of all differences, and the order statistics at which W crosses ±q,
 * by bisection that walks both samples once a step.
 */
export function exactInterval(
  control: readonly number[],
  experiment: readonly number[],
  confidence: number,
): ExactEstimate {
  const samples = { x: ascending(experiment), y: ascending(control) };
  if (Number.isNaN(shiftStatistic(samples, 0, "none"))) throw new NoVariance("all values are tied");
  const z = normalUpperQuantile((1 - confidence) / 2);
  // W falls with the shift; where everything is tied at a shift it is no number, and says nothing against it.
  const atMost = (bound: number) => (shift: number) => !(shiftStatistic(samples, shift, "two.sided") > bound);
  return {
    estimate: medianDifference(samples),
    low: firstDifferenceWhere(samples, atMost(z)),
    high: firstDifferenceWhere(samples, atMost(-z)),
    pHigher: normalSf(shiftStatistic(samples, 0, "greater")),
    pLower: normalSf(-shiftStatistic(samples, 0, "less")),
  };
}
