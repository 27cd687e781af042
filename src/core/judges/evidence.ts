import type { Share } from "../model/index.ts";
import type { ArmCounts } from "./tests/counts.ts";

/** How often a latency was seen; a histogram's middle stands for its bucket. */
export interface CountedLatency {
  readonly ms: number;
  readonly count: number;
}

/** What one arm did in one window: counts, never rates. NaN: the metrics store has nothing. */
export interface ArmWindow {
  readonly requests: number;
  readonly errors: number;
  /** In any order; empty where nobody measured it. */
  readonly latency: readonly CountedLatency[];
}

/** What came in between two looks. */
export interface EvidenceWindow {
  readonly seconds: number;
  /** Canary share of the requests of canary plus baseline, as routed; not the share of all traffic. */
  readonly canaryShare: Share;
  readonly canary: ArmWindow;
  readonly baseline: ArmWindow;
}

/** Everything seen so far, in the order of time: one window for each look. */
export type Evidence = readonly EvidenceWindow[];

/** What is left of the evidence once it is fit to be judged (spec 1). */
export interface CleanEvidence {
  readonly windows: Evidence;
  readonly totals: ArmCounts;
  /** Windows that were dropped, since a number of requests was missing or infinite. */
  readonly dropped: number;
}

/**
 * Drops windows without usable numbers of requests, and reads a missing number of errors as 0: such counters are
 * created with the first error. A negative count, or more errors than requests, is a mistake of whoever counted.
 */
export function cleaned(evidence: Evidence): CleanEvidence {
  const windows: EvidenceWindow[] = [];
  const totals = { canaryErrors: 0, canaryTotal: 0, baselineErrors: 0, baselineTotal: 0 };
  for (const window of evidence) {
    if (!Number.isFinite(window.canary.requests) || !Number.isFinite(window.baseline.requests)) continue;
    const canary = withErrors(window.canary);
    const baseline = withErrors(window.baseline);
    const whole = canary === window.canary && baseline === window.baseline;
    windows.push(whole ? window : { ...window, canary, baseline });
    totals.canaryErrors += canary.errors;
    totals.canaryTotal += canary.requests;
    totals.baselineErrors += baseline.errors;
    totals.baselineTotal += baseline.requests;
  }
  return { windows, totals, dropped: evidence.length - windows.length };
}

function withErrors(arm: ArmWindow): ArmWindow {
  const errors = Number.isNaN(arm.errors) ? 0 : arm.errors;
  if (!(arm.requests >= 0 && errors >= 0 && errors <= arm.requests)) {
    throw new Error(`invalid counts: ${arm.errors} errors of ${arm.requests} requests`);
  }
  return errors === arm.errors ? arm : { ...arm, errors };
}

/** The other way round: what the baseline's owner would see. */
export function swappedCounts({ canaryErrors, canaryTotal, baselineErrors, baselineTotal }: ArmCounts): ArmCounts {
  return {
    canaryErrors: baselineErrors,
    canaryTotal: baselineTotal,
    baselineErrors: canaryErrors,
    baselineTotal: canaryTotal,
  };
}
