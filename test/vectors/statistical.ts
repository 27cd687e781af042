import { threefry } from "../../src/core/math/threefry.ts";
import { Xoshiro } from "../../src/core/math/xoshiro.ts";
import { isRecord } from "./compare.ts";
import type { Vector } from "./runner.ts";

/** What one replication measured, by field. */
export type Replication = Readonly<Record<string, number | readonly number[]>>;

/** Independent streams of one replication, by number. */
export type Draws = (index: number) => Xoshiro;

/** A number over all replications with its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly se: number;
}

export type Summary = Readonly<Record<string, Estimate | readonly Estimate[]>>;

/**
 * A method that simulates. `prepare` reads a vector's input once and gives one function for each resolution
 * that must pass; each call of it is one replication.
 */
export interface StatisticalMethod {
  /** Number of the method among the components of random streams; never reused. */
  readonly component: number;
  // The file's conventions say what the input of its method looks like; nobody else can.
  readonly prepare: (input: never) => readonly ((draws: Draws) => Replication)[];
  /** Fields that are not the mean over replications, such as variances over them. */
  readonly summarise?: (replications: readonly Replication[]) => Summary;
}

export function isStatistical(method: unknown): method is StatisticalMethod {
  return isRecord(method) && typeof method["component"] === "number";
}

/**
 * The rule of `meta.rule` in `queueing.json`: replications, a bound of so many standard errors, a bound on the
 * standard error itself, and one confirmation run that alone decides. Returns what is wrong, one line a field.
 */
export function statisticalProblems(vector: Vector, method: StatisticalMethod, quick: boolean): readonly string[] {
  const input = quick ? quickInput(vector.input) : vector.input;
  const seed = Number(vector.id.slice(vector.id.indexOf("/") + 1));
  const replications = Number(field(field(input, "run"), "replications"));
  const slack = quick ? 2 : 1;
  return method.prepare(input as never).flatMap((replicate) => {
    const run = { method, replicate, seed, replications };
    if (judge(estimate(run), vector, slack).length === 0) return [];
    const again = { ...run, seed: seed + 1000, replications: 4 * replications };
    return judge(estimate(again), vector, slack / 2);
  });
}

interface Run {
  readonly method: StatisticalMethod;
  readonly replicate: (draws: Draws) => Replication;
  readonly seed: number;
  readonly replications: number;
}

function estimate({ method, replicate, seed, replications }: Run): Summary {
  const results = Array.from({ length: replications }, (_, r) => replicate(drawsOf(seed, r, method.component)));
  return { ...meansOf(results), ...method.summarise?.(results) };
}

/** As `streams.ts` makes them, with the method as the component. */
function drawsOf(seed: number, run: number, component: number): Draws {
  return (index) => {
    const [a, b] = threefry(seed, run, component, index);
    const [c, d] = threefry(seed, run, (component + 0x80000000) >>> 0, index);
    return new Xoshiro([a, b, c, d]);
  };
}

/** Only what is counted shrinks, never the warm-up. */
export function quickInput(input: unknown): unknown {
  if (!isRecord(input)) return input;
  const { run, windows } = input;
  const quick: Record<string, unknown> = { ...input };
  if (typeof windows === "number") quick["windows"] = Math.floor(windows / 4);
  if (isRecord(run)) {
    const { requests, draws, warmup } = run;
    const thrownAway = typeof warmup === "number" ? warmup : 0;
    quick["run"] = {
      ...run,
      ...(typeof requests === "number" && { requests: thrownAway + Math.floor((requests - thrownAway) / 4) }),
      ...(typeof draws === "number" && { draws: Math.floor(draws / 4) }),
    };
  }
  return quick;
}

function meansOf(results: readonly Replication[]): Summary {
  const fields = Object.entries(results[0] ?? {});
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      typeof value === "number"
        ? meanOf(results.map((result) => result[name] as number))
        : value.map((_, i) => meanOf(results.map((result) => (result[name] as readonly number[])[i] as number))),
    ]),
  );
}

export function meanOf(values: readonly number[]): Estimate {
  const { mean, variance } = moments(values);
  return { mean, se: Math.sqrt(variance / values.length) };
}

/** Mean and sample variance, in two passes. */
export function moments(values: ArrayLike<number>): { readonly mean: number; readonly variance: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - mean) ** 2;
  return { mean, variance: squares / (values.length - 1) };
}

function judge(summary: Summary, vector: Vector, slack: number): readonly string[] {
  if (!isRecord(vector.expected)) return ["result: expected an object of fields"];
  const tolerance: Readonly<Record<string, unknown>> = { ...vector.tolerance };
  return Object.entries(vector.expected).flatMap(([name, expected]) => {
    const own = field(tolerance["fields"], name);
    const limits = isRecord(own) ? { sigmas: tolerance["sigmas"], ...own } : tolerance;
    const bound = field(tolerance["maxSe"], name);
    return judgeField({ name, got: summary[name], expected, limits, bound, slack });
  });
}

interface Judged {
  readonly name: string;
  readonly got: unknown;
  readonly expected: unknown;
  readonly limits: Readonly<Record<string, unknown>>;
  /** Largest standard error, one for all numbers of the field or one for each; null means none. */
  readonly bound: unknown;
  readonly slack: number;
}

function judgeField({ name, got, expected, limits, bound, slack }: Judged): readonly string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return [`${name}: got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`];
    if (got.length !== expected.length) return [`${name}.length: got ${got.length}, expected ${expected.length}`];
    return expected.flatMap((item, i) =>
      judgeField({
        name: `${name}[${i}]`,
        got: got[i],
        expected: item,
        limits,
        bound: Array.isArray(bound) ? bound[i] : bound,
        slack,
      }),
    );
  }
  if (!isEstimate(got)) return [`${name}: got ${JSON.stringify(got)}, expected ${expected}`];
  const wanted = Number(expected);
  const allowed = amount(limits["sigmas"]) * got.se + amount(limits["abs"]) + amount(limits["rel"]) * Math.abs(wanted);
  // Negated, so that a NaN on either side fails.
  if (!(Math.abs(got.mean - wanted) <= allowed)) return [`${name}: got ${got.mean} (se ${got.se}), expected ${wanted}`];
  if (typeof bound === "number" && !(got.se <= bound * slack)) {
    return [`${name}.se: got ${got.se}, expected at most ${bound * slack}`];
  }
  return [];
}

function isEstimate(value: unknown): value is Estimate {
  return isRecord(value) && typeof value["mean"] === "number" && typeof value["se"] === "number";
}

function amount(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function field(value: unknown, name: string): unknown {
  return record(value)[name];
}
