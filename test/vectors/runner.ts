import { differences, isRecord, type Tolerance } from "./compare.ts";
import { isStatistical, type StatisticalMethod, statisticalProblems } from "./statistical.ts";

/** One vector of a file: see `/test/vectors/*.json`. */
export interface Vector {
  readonly id: string;
  readonly method: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly tolerance: Tolerance;
}

/** Computes what a method is about. Its input is as the file's `meta.conventions` describes it. */
type Method = ((input: never) => unknown) | StatisticalMethod;
export type Methods = Readonly<Record<string, Method>>;

/** Vector ids that were shown to be wrong, with the reason. */
export type Disputed = Readonly<Record<string, string>>;

export interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One line per failure: `id: field: got G, expected E`. */
  readonly failures: readonly string[];
}

export interface RunOptions {
  readonly methods: Methods;
  readonly disputed: Disputed;
  /** Glob over method names; `*` runs all. */
  readonly method: string;
  /** Count less in simulated methods, as `npm test` does. */
  readonly quick?: boolean;
}

/** Runs the vectors of one file. A method that nobody implements fails. */
export function runVectors(file: unknown, options: RunOptions): Report {
  const wanted = globMatcher(options.method);
  const vectors = vectorsOf(file).filter((vector) => wanted(vector.method));
  const judged = vectors.filter((vector) => !Object.hasOwn(options.disputed, vector.id));
  const results = judged.map((vector) => problemsOf(vector, options).map((problem) => `${vector.id}: ${problem}`));
  const failed = results.filter((problems) => problems.length > 0);
  return {
    passed: judged.length - failed.length,
    failed: failed.length,
    skipped: vectors.length - judged.length,
    failures: failed.flat(),
  };
}

/** Several files' reports as one. */
export function total(reports: readonly Report[]): Report {
  const sum = (count: (report: Report) => number): number => reports.reduce((so, report) => so + count(report), 0);
  return {
    passed: sum((report) => report.passed),
    failed: sum((report) => report.failed),
    skipped: sum((report) => report.skipped),
    failures: reports.flatMap((report) => report.failures),
  };
}

/** The last line of a run. */
export function summary({ passed, failed, skipped }: Report): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}

function problemsOf(vector: Vector, { methods, quick = false }: RunOptions): readonly string[] {
  const method = Object.hasOwn(methods, vector.method) ? methods[vector.method] : undefined;
  if (method === undefined) return [`method ${vector.method}: got no implementation, expected one`];
  try {
    if (isStatistical(method)) return statisticalProblems(vector, method, quick);
    // The file's conventions say what the input of its method looks like; nobody else can.
    return differences(method(vector.input as never), vector.expected, vector.tolerance);
  } catch (error) {
    return [`result: got an error (${error instanceof Error ? error.message : String(error)}), expected a result`];
  }
}

/** Vectors of a file; a file of another shape is a mistake of whoever runs it. */
export function vectorsOf(file: unknown): readonly Vector[] {
  if (!isRecord(file) || !Array.isArray(file["vectors"])) throw new Error('expected a file with a list of "vectors"');
  return file["vectors"].map((vector: unknown) => {
    if (!isRecord(vector)) throw new Error("expected every vector to be an object");
    const { id, method, input, expected, tolerance } = vector;
    return { id: String(id), method: String(method), input, expected, tolerance: isRecord(tolerance) ? tolerance : {} };
  });
}

/** `*` stands for any text and `?` for one character. */
function globMatcher(glob: string): (name: string) => boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${pattern}$`);
  return (name) => expression.test(name);
}
