/** When a run over intervals judges, and what follows from its scores (spec 2.9). */
export interface RunPlan {
  readonly lifetimeMin: number;
  /** Capped at the lifetime, which it also is when absent or 0. */
  readonly intervalMin: number;
  /** 0 means a growing window. */
  readonly lookbackMin: number;
  readonly beginAfterMin: number;
}

/** [start, end] in minutes from the start of the run, one for each judgement. */
export function judgementWindows(plan: RunPlan): readonly (readonly [start: number, end: number])[] {
  const { lifetimeMin, lookbackMin, beginAfterMin } = plan;
  const interval = plan.intervalMin > 0 ? Math.min(plan.intervalMin, lifetimeMin) : lifetimeMin;
  const count = interval > 0 ? Math.floor(lifetimeMin / interval) : 0;
  return Array.from({ length: count }, (_, i) => {
    const end = beginAfterMin + (i + 1) * interval;
    return [lookbackMin > 0 ? end - lookbackMin : beginAfterMin, end] as const;
  });
}

/** Thresholds on scores of 0 to 100; null where the request has none. */
export interface RunThresholds {
  readonly marginal: number | null;
  readonly pass: number | null;
}

/** A score equal to marginal fails here, though the judge calls it Marginal. */
export function finalVerdict(score: number, { marginal, pass }: RunThresholds): boolean {
  if (marginal !== null && score <= marginal) return false;
  return pass === null || score >= pass;
}

/** Stops at the first score at or below marginal; else only the last score counts. Judgements count from 1. */
export function runVerdict(
  scores: readonly number[],
  thresholds: RunThresholds,
): { readonly stoppedAt: number | null; readonly passed: boolean } {
  const { marginal } = thresholds;
  const stopped = marginal === null ? -1 : scores.findIndex((score) => score <= marginal);
  if (stopped >= 0) return { stoppedAt: stopped + 1, passed: false };
  const last = scores.at(-1);
  return { stoppedAt: null, passed: last !== undefined && finalVerdict(last, thresholds) };
}
