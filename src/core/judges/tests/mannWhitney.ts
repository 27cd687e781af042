import { ascending } from "../../math/quantile.ts";
import { normalCdf, normalSf, normalUpperQuantile } from "../../math/special/normal.ts";
import type { Alternative, Interval } from "./counts.ts";
import { rankSumLaw } from "./rankSumLaw.ts";
import { differences, hodgesLehmann, rankSum } from "./ranks.ts";
import { NoVariance, type Samples, shiftRoot, shiftStatistic } from "./shiftStatistic.ts";

/** The solver of R's `wilcox.test`, whose remainder shows in its interval. */
const ROOT_TOLERANCE = 1e-4;
const EXACT_BELOW = 50;

export interface MannWhitneyOptions {
  readonly alternative: Alternative;
  /** `auto`: exact when both sizes are below 50 and nothing is tied. Ties always fall back to the normal form. */
  readonly exact: "auto" | "yes" | "no";
  readonly continuityCorrection: boolean;
}

export interface MannWhitneyResult {
  /** Rank sum of x minus m(m+1)/2: the number of pairs in which x is larger. */
  readonly w: number;
  /** NaN when all values are equal. */
  readonly pValue: number;
  readonly method: "exact" | "normal";
}

/** Does x tend to be larger than y? (Mann and Whitney 1947; spec 3.1) */
export function mannWhitney(
  x: readonly number[],
  y: readonly number[],
  options: MannWhitneyOptions,
): MannWhitneyResult {
  const samples = { x: ascending(x), y: ascending(y) };
  const { sum, ties } = rankSum(samples.x, samples.y);
  const w = sum - (x.length * (x.length + 1)) / 2;
  const method = methodOf(samples, ties, options.exact);
  const pValue = method === "exact" ? exactP(samples, w, options.alternative) : normalP(samples, options);
  return { w, pValue, method };
}

export interface ShiftInterval {
  readonly confInt: Interval;
  readonly hodgesLehmann: number;
}

/** Interval and point estimate of the shift x − y. */
export function mannWhitneyInterval(
  x: readonly number[],
  y: readonly number[],
  { confidence, ...options }: MannWhitneyOptions & { readonly confidence: number },
): ShiftInterval {
  const samples = { x: ascending(x), y: ascending(y) };
  const { ties } = rankSum(samples.x, samples.y);
  const tail = options.alternative === "two.sided" ? (1 - confidence) / 2 : 1 - confidence;
  const inner =
    methodOf(samples, ties, options.exact) === "exact"
      ? exactInterval(samples, tail)
      : normalInterval(samples, tail, options);
  const [low, high] = inner.confInt;
  return {
    confInt: [
      options.alternative === "less" ? Number.NEGATIVE_INFINITY : low,
      options.alternative === "greater" ? Number.POSITIVE_INFINITY : high,
    ],
    hodgesLehmann: inner.hodgesLehmann,
  };
}

function methodOf({ x, y }: Samples, ties: number, exact: MannWhitneyOptions["exact"]): "exact" | "normal" {
  if (ties > 0 || exact === "no") return "normal";
  return exact === "yes" || (x.length < EXACT_BELOW && y.length < EXACT_BELOW) ? "exact" : "normal";
}

function exactP({ x, y }: Samples, w: number, alternative: Alternative): number {
  const law = rankSumLaw(x.length, y.length);
  const less = sumOf(law, 0, w);
  const greater = sumOf(law, w, law.length - 1);
  if (alternative === "less") return less;
  return alternative === "greater" ? greater : Math.min(1, 2 * Math.min(less, greater));
}

function normalP(samples: Samples, { alternative, continuityCorrection }: MannWhitneyOptions): number {
  const z = shiftStatistic(samples, 0, continuityCorrection ? alternative : "none");
  if (alternative === "less") return normalCdf(z);
  return alternative === "greater" ? normalSf(z) : Math.min(1, 2 * normalSf(Math.abs(z)));
}

function exactInterval({ x, y }: Samples, tail: number): ShiftInterval {
  const law = rankSumLaw(x.length, y.length);
  let rank = 0;
  for (let sum = law[0] as number; sum < tail; sum += law[rank] as number) rank++;
  const sorted = differences(x, y);
  const k = Math.max(1, rank);
  const confInt: Interval = [sorted[k - 1] as number, sorted[sorted.length - k] as number];
  return { confInt, hodgesLehmann: hodgesLehmann(x, y) };
}

function normalInterval(samples: Samples, tail: number, options: MannWhitneyOptions): ShiftInterval {
  const correction = options.continuityCorrection ? options.alternative : "none";
  const z = normalUpperQuantile(tail);
  const search = { correction, tolerance: ROOT_TOLERANCE, testEnds: true } as const;
  try {
    return {
      confInt: [shiftRoot(samples, { ...search, z }), shiftRoot(samples, { ...search, z: -z })],
      hodgesLehmann: shiftRoot(samples, { ...search, z: 0, correction: "none", testEnds: false }),
    };
  } catch (error) {
    if (!(error instanceof NoVariance)) throw error;
    return { confInt: [Number.NaN, Number.NaN], hodgesLehmann: Number.NaN };
  }
}

function sumOf(law: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let u = from; u <= to; u++) sum += law[u] as number;
  return sum;
}
