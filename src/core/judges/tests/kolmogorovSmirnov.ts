import { exp } from "../../math/exp.ts";
import { ascending } from "../../math/quantile.ts";
import type { Alternative } from "./counts.ts";

const ROOT_TWO_PI = 2.5066282746310007;
const EXACT_BELOW = 10_000;

export interface KolmogorovSmirnovOptions {
  /** `greater`: the distribution function of x lies above that of y, so x tends to be smaller. */
  readonly alternative: Alternative;
  /** `auto`: exact when m·n < 10,000. */
  readonly exact: "auto" | "yes" | "no";
}

/** Largest distance of two empirical distribution functions with its p-value (spec 3.6). */
export function kolmogorovSmirnov(x: readonly number[], y: readonly number[], options: KolmogorovSmirnovOptions) {
  const steps = pooledSteps(ascending(x), ascending(y));
  const m = x.length;
  const n = y.length;
  const gaps = steps.map(({ i, j }) => gapOf(options.alternative, i * n - j * m));
  const most = gaps.reduce((so, gap) => Math.max(so, gap), 0);
  const d = most / (m * n);
  const exact = options.exact === "yes" || (options.exact === "auto" && m * n < EXACT_BELOW);
  const pValue = exact ? exactP(m, n, { most, steps, options }) : asymptoticP(d, (m * n) / (m + n), options);
  return { d, pValue };
}

interface Step {
  readonly i: number;
  readonly j: number;
}

/** How many values of each sample are at or below each distinct pooled value. */
function pooledSteps(x: Float64Array, y: Float64Array): readonly Step[] {
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < x.length || j < y.length) {
    const value = Math.min(x[i] ?? Number.POSITIVE_INFINITY, y[j] ?? Number.POSITIVE_INFINITY);
    while (i < x.length && (x[i] as number) <= value) i++;
    while (j < y.length && (y[j] as number) <= value) j++;
    steps.push({ i, j });
  }
  return steps;
}

/** The difference of the two functions times m·n, on the side that counts. */
function gapOf(alternative: Alternative, gap: number): number {
  if (alternative === "two.sided") return Math.abs(gap);
  return alternative === "greater" ? gap : -gap;
}

interface Observed {
  readonly most: number;
  readonly steps: readonly Step[];
  readonly options: KolmogorovSmirnovOptions;
}

/** Mass of the lattice paths that meet the gap, carried as probabilities; checked only where the value changes. */
function exactP(m: number, n: number, { most, steps, options }: Observed): number {
  const changes = new Set(steps.map(({ i, j }) => i + j));
  let mass = Float64Array.of(1);
  let met = 0;
  for (let total = 1; total <= m + n; total++) {
    const next = new Float64Array(Math.min(total, m) + 1);
    for (let i = 0; i < mass.length; i++) {
      const chance = mass[i] as number;
      if (chance === 0) continue;
      const left = m + n - total + 1;
      if (i < m) next[i + 1] = (next[i + 1] as number) + (chance * (m - i)) / left;
      const up = n - (total - 1 - i);
      if (up > 0) next[i] = (next[i] as number) + (chance * up) / left;
    }
    if (changes.has(total)) {
      for (let i = 0; i < next.length; i++) {
        if (gapOf(options.alternative, i * n - (total - i) * m) < most) continue;
        met += next[i] as number;
        next[i] = 0;
      }
    }
    mass = next;
  }
  return Math.min(1, met);
}

/** Kolmogorov's series for two sides, by the form that converges fast; e^(−2ED²) for one. */
function asymptoticP(d: number, size: number, { alternative }: KolmogorovSmirnovOptions): number {
  const square = size * d * d;
  if (alternative !== "two.sided") return exp(-2 * square);
  if (square === 0) return 1;
  const lambda = Math.sqrt(square);
  let sum = 0;
  if (lambda < 1) {
    for (let k = 1; k < 200; k += 2) sum += exp((-k * k * Math.PI * Math.PI) / (8 * square));
    return 1 - (ROOT_TWO_PI / lambda) * sum;
  }
  for (let k = 1; k < 200; k++) sum += (k % 2 === 1 ? 2 : -2) * exp(-2 * k * k * square);
  return Math.min(1, sum);
}
