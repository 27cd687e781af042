import type { Millis } from "../../model/index.ts";
import type { Ending } from "./measurementPhase.ts";
import { assessMetric, counted, isEnding, type MetricRun, nextDue, unmeasured } from "./metricRun.ts";
import { matchesPattern } from "./pattern.ts";
import type { ArgoMetric } from "./policy.ts";

/** A rule of `dryRun` or `measurementRetention`: an unanchored regular expression over metric names (A10.7). */
export interface MetricRule {
  readonly metricName: string;
}

export interface RetentionRule extends MetricRule {
  readonly limit: number;
}

/** What a run measures. `problem` makes it an Error at once: an invalid metric, an unresolved argument. */
export interface RunSpec {
  readonly metrics: readonly ArgoMetric[];
  readonly dryRun: readonly MetricRule[];
  readonly retention: readonly RetentionRule[];
  readonly problem: string;
}

export type RunPhase = Ending | "Running";

/** One AnalysisRun at one moment: plain data. */
export interface AnalysisRun {
  readonly spec: RunSpec;
  readonly startedAt: Millis;
  readonly phase: RunPhase;
  readonly finishedAt: Millis | null;
  readonly message: string;
  /** `spec.terminate`. */
  readonly terminate: boolean;
  /** In the order of `spec.metrics`. */
  readonly metrics: readonly MetricRun[];
}

const keptByDefault = 10;

/** A run before its first measurement; Error at once when its rules match nothing (A10.7). */
export function startRun(spec: RunSpec, now: Millis): AnalysisRun {
  const unmatched = [...spec.dryRun, ...spec.retention].find(
    ({ metricName }) => !spec.metrics.some(({ name }) => matchesPattern(metricName, name) === true),
  );
  const problem =
    spec.problem !== "" || unmatched === undefined
      ? spec.problem
      : `the rule ${JSON.stringify(unmatched.metricName)} matches no metric`;
  const run: AnalysisRun = {
    spec,
    startedAt: now,
    phase: "Running",
    finishedAt: null,
    message: "",
    terminate: false,
    metrics: spec.metrics.map(() => unmeasured),
  };
  return problem === "" ? run : { ...run, phase: "Error", finishedAt: now, message: problem };
}

export function isFinished(run: AnalysisRun): boolean {
  return run.phase !== "Running";
}

/** Places in `spec.metrics` of what is to be measured now; none while terminating. */
export function dueMetrics(run: AnalysisRun, now: Millis): readonly number[] {
  if (isFinished(run) || isTerminating(run)) return [];
  return run.metrics.flatMap((metric, index) => {
    const terms = run.spec.metrics[index];
    const due = terms === undefined ? null : nextDue(terms, metric, run.startedAt);
    return due !== null && due <= now ? [index] : [];
  });
}

/** When something of this run is due next, or null. */
export function nextMeasurement(run: AnalysisRun): Millis | null {
  if (isFinished(run)) return null;
  const times = run.metrics.flatMap((metric, index) => {
    const terms = run.spec.metrics[index];
    return terms === undefined ? [] : [nextDue(terms, metric, run.startedAt)];
  });
  return times.reduce((least, time) => (time !== null && (least === null || time < least) ? time : least), null);
}

/** Takes one measurement into account; `error` says why it was an Error. */
export function measured(
  run: AnalysisRun,
  taken: { index: number; phase: Ending; at: Millis; error: string },
): AnalysisRun {
  const keep = keptOf(run.spec, taken.index);
  return {
    ...run,
    metrics: run.metrics.map((metric, index) => {
      if (index !== taken.index) return metric;
      const next = counted(metric, taken.phase, taken.at);
      return { ...next, retained: Math.min(keep, next.retained), message: taken.error };
    }),
  };
}

/** One look of the run's controller (A10.7): metrics first, then the run as a whole. */
export function assessRun(run: AnalysisRun, now: Millis): AnalysisRun {
  if (isFinished(run)) return run;
  const terminating = isTerminating(run);
  const metrics = run.metrics.map((metric, index) => assessed(run, { metric, index, terminating }));
  const next = { ...run, metrics };
  const phase = runPhase(next, terminating);
  return phase === "Running" ? next : { ...next, phase, finishedAt: now, message: messageOf(next) };
}

interface Looked {
  readonly metric: MetricRun;
  readonly index: number;
  readonly terminating: boolean;
}

/** A metric without a measurement has no result to write a phase to. */
function assessed(run: AnalysisRun, { metric, index, terminating }: Looked): MetricRun {
  const terms = run.spec.metrics[index];
  if (terms === undefined || metric.last === null) return metric;
  const { phase, message } = assessMetric(terms, metric, terminating);
  return { ...metric, phase, message: message === "" ? metric.message : joinedMessage(message, metric) };
}

function joinedMessage(message: string, { phase, message: error }: MetricRun): string {
  return error === "" || phase === "Error" || message.includes(error) ? message : `${message}: ${error}`;
}

/** A10.7: asked to, or a metric that is not on trial has broken a limit; noticed one look later. */
function isTerminating(run: AnalysisRun): boolean {
  if (run.terminate) return true;
  return run.metrics.some(
    ({ phase }, index) => isEnding(phase) && phase !== "Successful" && !isDryRun(run.spec, index),
  );
}

export function isDryRun({ metrics, dryRun }: RunSpec, index: number): boolean {
  const name = metrics[index]?.name ?? "";
  return dryRun.some(({ metricName }) => matchesPattern(metricName, name) === true);
}

/** A10.7: a later rule wins, and only a limit above 0 counts. */
function keptOf({ metrics, retention }: RunSpec, index: number): number {
  const name = metrics[index]?.name ?? "";
  const rule = retention.findLast(({ metricName, limit }) => limit > 0 && matchesPattern(metricName, name) === true);
  return rule?.limit ?? keptByDefault;
}

const worseness: readonly Ending[] = ["Successful", "Inconclusive", "Error", "Failed"];

function runPhase({ metrics, spec }: AnalysisRun, terminating: boolean): RunPhase {
  const open = metrics.some(({ phase, last }) => (last === null ? !terminating : !isEnding(phase)));
  if (open) return "Running";
  const counting = metrics.flatMap(({ phase }, index) => (isEnding(phase) && !isDryRun(spec, index) ? [phase] : []));
  return counting.reduce<Ending>(
    (worst, phase) => (worseness.indexOf(phase) > worseness.indexOf(worst) ? phase : worst),
    "Successful",
  );
}

/** A10.7: `Metric "x" assessed Failed due to failed (2) > failureLimit (1)`; empty when all went well. */
function messageOf({ metrics, spec }: AnalysisRun): string {
  const index = metrics.findIndex(
    ({ phase }, place) => isEnding(phase) && phase !== "Successful" && !isDryRun(spec, place),
  );
  const metric = metrics[index];
  if (metric === undefined) return "";
  return `Metric "${spec.metrics[index]?.name ?? ""}" assessed ${metric.phase} due to ${metric.message}`;
}
