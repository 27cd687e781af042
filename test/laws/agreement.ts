import { normalQuantile } from "../../src/core/math/normalQuantile.ts";

/** One row a run: values[metric][run]. Names say window, track and what was counted. */
export interface Sample {
  readonly names: readonly string[];
  readonly values: readonly Float64Array[];
}

export interface Agreement {
  /** z of the difference of means and of log variances, by name. */
  readonly z: ReadonlyMap<string, number>;
  readonly largest: number;
  /** Bonferroni's bound for that many numbers at a chance of false alarm of 0.001. */
  readonly bound: number;
  /** How the z of independent counts scatter, for means and for variances: many small differences show here. */
  readonly means: Scatter;
  readonly variances: Scatter;
}

export interface Scatter {
  /** Root mean square, and how far from 1 chance takes it: four standard errors. */
  readonly spread: number;
  readonly spreadBound: number;
  /** Sum over the root of their number: standard normal if they differ in no common direction. */
  readonly drift: number;
}

/** Compares two samples number by number. Metrics that hardly vary in both are left out: they have no variance to compare. */
export function agreement(one: Sample, two: Sample, independent: (name: string) => boolean): Agreement {
  const z = new Map<string, number>();
  one.names.forEach((name, i) => {
    const a = moments(one.values[i] as Float64Array);
    const b = moments(two.values[i] as Float64Array);
    const pooled = (a.variance + b.variance) / 2;
    if (pooled === 0 && a.mean === b.mean) return;
    const floor = Math.max(pooled, 1e-12);
    z.set(`${name} mean`, (a.mean - b.mean) / Math.sqrt(floor * (1 / a.n + 1 / b.n)));
    if (Math.min(a.mean, b.mean) < 5 || Math.min(a.variance, b.variance) === 0) return;
    // The variance of a sample variance has the kurtosis in it.
    const tails = Math.max(0, (a.excess + b.excess) / 2);
    const error = Math.sqrt(2 / (a.n - 1) + 2 / (b.n - 1) + tails / a.n + tails / b.n);
    z.set(`${name} variance`, Math.log(a.variance / b.variance) / error);
  });
  const all = [...z.values()];
  const free = [...z].filter(([name]) => independent(name));
  return {
    z,
    largest: Math.max(...all.map(Math.abs)),
    bound: normalQuantile(1 - 0.001 / 2 / all.length),
    means: scatter(free.filter(([name]) => name.endsWith(" mean")).map(([, value]) => value)),
    variances: scatter(free.filter(([name]) => name.endsWith(" variance")).map(([, value]) => value)),
  };
}

function scatter(z: readonly number[]): Scatter {
  return {
    spread: Math.sqrt(z.reduce((sum, value) => sum + value * value, 0) / z.length),
    spreadBound: 4 / Math.sqrt(2 * z.length),
    drift: z.reduce((sum, value) => sum + value, 0) / Math.sqrt(z.length),
  };
}

/** True when no number is out of bounds and all together scatter as chance does. */
export function agrees({ largest, bound, means, variances }: Agreement): boolean {
  const chance = ({ spread, spreadBound, drift }: Scatter) => Math.abs(spread - 1) < spreadBound && Math.abs(drift) < 4;
  return largest < bound && chance(means) && chance(variances);
}

/** One line for whoever has to find out why. */
export function describeAgreement({ z, largest, bound, means, variances }: Agreement): string {
  const worst = [...z].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, 4);
  const scatterText = ({ spread, spreadBound, drift }: Scatter) =>
    `spread ${spread.toFixed(2)} (1 ± ${spreadBound.toFixed(2)}), drift ${drift.toFixed(2)}`;
  return [
    `${z.size} numbers, largest |z| ${largest.toFixed(2)} (bound ${bound.toFixed(2)})`,
    `means: ${scatterText(means)}`,
    `variances: ${scatterText(variances)}`,
    worst.map(([name, value]) => `${name} ${value.toFixed(2)}`).join(", "),
  ].join("; ");
}

function moments(values: Float64Array) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const power = (k: number) => values.reduce((sum, value) => sum + (value - mean) ** k, 0);
  const second = power(2);
  return {
    n,
    mean,
    variance: second / (n - 1),
    excess: second === 0 ? 0 : power(4) / n / (second / n) ** 2 - 3,
  };
}

/** Two-sample Kolmogorov–Smirnov: the chance of so large a distance if both come from one law (asymptotic). */
export function kolmogorovSmirnov(one: ArrayLike<number>, two: ArrayLike<number>): number {
  const a = Float64Array.from(one).sort();
  const b = Float64Array.from(two).sort();
  let i = 0;
  let j = 0;
  let distance = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && (a[i] as number) === value) i++;
    while (j < b.length && (b[j] as number) === value) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const scale = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const x = (scale + 0.12 + 0.11 / scale) * distance;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return x < 0.2 ? 1 : Math.min(1, Math.max(0, sum));
}

/** Holm: true when no p value is too small for its rank. */
export function holmAccepts(pValues: readonly number[], level: number): boolean {
  return [...pValues].sort((a, b) => a - b).every((p, i) => p > level / (pValues.length - i));
}
