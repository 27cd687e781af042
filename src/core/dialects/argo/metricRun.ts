import type { Millis } from "../../model/index.ts";
import type { Ending } from "./measurementPhase.ts";

/** What decides how a metric of a run is measured and judged (A10.1), after defaults. */
export interface MetricTerms {
  readonly name: string;
  readonly intervalMs: Millis | null;
  readonly initialDelayMs: Millis;
  /** A10.2; null goes on until the run is terminated. */
  readonly effectiveCount: number | null;
  /** −1 is off. */
  readonly failureLimit: number;
  readonly inconclusiveLimit: number;
  readonly consecutiveErrorLimit: number;
  /** 0 is off. */
  readonly consecutiveSuccessLimit: number;
}

export type MetricPhase = Ending | "Pending" | "Running";

/** A metric of a run at one moment (A10.4). */
export interface MetricRun {
  readonly phase: MetricPhase;
  readonly count: number;
  readonly successful: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly error: number;
  readonly consecutiveError: number;
  readonly consecutiveSuccess: number;
  /** When the last measurement finished and how; null before the first. */
  readonly last: { readonly at: Millis; readonly phase: Ending } | null;
  /** Measurements kept, which retention limits (A10.7). */
  readonly retained: number;
  /** `failed (2) > failureLimit (1)`, or why the last measurement was an Error. */
  readonly message: string;
}

export const unmeasured: MetricRun = {
  phase: "Pending",
  count: 0,
  successful: 0,
  failed: 0,
  inconclusive: 0,
  error: 0,
  consecutiveError: 0,
  consecutiveSuccess: 0,
  last: null,
  retained: 0,
  message: "",
};

/** A10.5: an Error is tried again after this, whatever the interval (S2). */
const errorRetryMs: Millis = 10_000;

/** When the next measurement is due (A10.5), or null when there is none. */
export function nextDue(terms: MetricTerms, metric: MetricRun, startedAt: Millis): Millis | null {
  if (isEnding(metric.phase)) return null;
  if (metric.last === null) return startedAt + terms.initialDelayMs;
  if (terms.effectiveCount !== null && metric.count >= terms.effectiveCount) return null;
  if (metric.last.phase === "Error") return metric.last.at + errorRetryMs;
  // Strictly later: an interval of 0 would otherwise be due for ever at one instant.
  return terms.intervalMs === null ? null : metric.last.at + Math.max(1, terms.intervalMs);
}

/** A10.4: what one measurement changes. Error measurements leave the count alone (S1). */
export function counted(metric: MetricRun, phase: Ending, at: Millis): MetricRun {
  const next = { ...metric, phase: "Running" as const, last: { at, phase }, retained: metric.retained + 1 };
  switch (phase) {
    case "Successful":
      return {
        ...next,
        successful: metric.successful + 1,
        count: metric.count + 1,
        consecutiveError: 0,
        consecutiveSuccess: metric.consecutiveSuccess + 1,
      };
    case "Failed":
      return {
        ...next,
        failed: metric.failed + 1,
        count: metric.count + 1,
        consecutiveError: 0,
        consecutiveSuccess: 0,
      };
    case "Inconclusive":
      return {
        ...next,
        inconclusive: metric.inconclusive + 1,
        count: metric.count + 1,
        consecutiveError: 0,
        consecutiveSuccess: 0,
      };
    case "Error":
      return {
        ...next,
        error: metric.error + 1,
        consecutiveError: metric.consecutiveError + 1,
        consecutiveSuccess: 0,
      };
  }
}

export interface Assessed {
  readonly phase: MetricPhase;
  readonly message: string;
}

/** A10.6, first match; a finished phase never changes. */
export function assessMetric(terms: MetricTerms, metric: MetricRun, terminating: boolean): Assessed {
  if (isEnding(metric.phase)) return metric;
  const said = (phase: MetricPhase, message = ""): Assessed => ({ phase, message });
  if (metric.last === null) return said(terminating ? "Successful" : "Pending");
  const broken = brokenLimit(terms, metric);
  if (broken !== null) return broken;
  const { consecutiveSuccessLimit: streak, effectiveCount } = terms;
  if (streak > 0 && metric.consecutiveSuccess >= streak) return said("Successful");
  if (effectiveCount !== null && metric.count >= effectiveCount) {
    if (streak === 0) return said("Successful");
    const missed = `consecutiveSuccess (${metric.consecutiveSuccess}) < consecutiveSuccessLimit (${streak}) after ${metric.count} measurements`;
    return said(terms.failureLimit >= 0 ? "Inconclusive" : "Failed", missed);
  }
  return said(terminating ? "Successful" : "Running");
}

/** A10.6 step 3 (S3): Inconclusive overrides Failed, and Error overrides both. */
function brokenLimit(terms: MetricTerms, metric: MetricRun): Assessed | null {
  if (metric.consecutiveError > terms.consecutiveErrorLimit)
    return {
      phase: "Error",
      message: `consecutiveErrors (${metric.consecutiveError}) > consecutiveErrorLimit (${terms.consecutiveErrorLimit})`,
    };
  if (metric.inconclusive > terms.inconclusiveLimit)
    return {
      phase: "Inconclusive",
      message: `inconclusive (${metric.inconclusive}) > inconclusiveLimit (${terms.inconclusiveLimit})`,
    };
  if (terms.failureLimit >= 0 && metric.failed > terms.failureLimit)
    return { phase: "Failed", message: `failed (${metric.failed}) > failureLimit (${terms.failureLimit})` };
  return null;
}

export function isEnding(phase: MetricPhase): phase is Ending {
  return phase !== "Pending" && phase !== "Running";
}
