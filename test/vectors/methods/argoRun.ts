import {
  type AnalysisRun,
  assessRun,
  dueMetrics,
  isFinished,
  type MetricRule,
  measured,
  nextMeasurement,
  type RetentionRule,
  startRun,
} from "../../../src/core/dialects/argo/analysisRun.ts";
import type { Ending } from "../../../src/core/dialects/argo/measurementPhase.ts";
import type { MetricTerms } from "../../../src/core/dialects/argo/metricRun.ts";
import { termsOf } from "./argoTerms.ts";

interface RunInput {
  readonly metrics: readonly Readonly<Record<string, unknown>>[];
  readonly results: Readonly<Record<string, readonly Ending[]>>;
  readonly until: number;
  readonly terminateAt?: number;
  readonly dryRun?: readonly MetricRule[];
  readonly measurementRetention?: readonly RetentionRule[];
}

/** One AnalysisRun of `argo.json`, by the clock of its conventions. */
export const argoRunMethods = {
  "argo-run": (input: RunInput) => {
    const metrics = termsOf(input.metrics);
    const times = metrics.map((): number[] => []);
    let run = startRun(
      { metrics, dryRun: input.dryRun ?? [], retention: input.measurementRetention ?? [], problem: "" },
      0,
    );
    for (let now: number | null = 0; now !== null && now <= input.until * 1000; now = nextInstant(run, input, now)) {
      if (now >= (input.terminateAt ?? Number.POSITIVE_INFINITY) * 1000) run = { ...run, terminate: true };
      run = settled(run, { now, input, metrics, times });
    }
    return {
      phase: run.phase,
      finishedAt: run.finishedAt === null ? null : run.finishedAt / 1000,
      metrics: Object.fromEntries(
        metrics.map(({ name }, index) => {
          const metric = run.metrics[index];
          return [name, metric?.last === null ? null : { ...metric, measuredAt: times[index] }];
        }),
      ),
    };
  },
};

interface Instant {
  readonly now: number;
  readonly input: RunInput;
  readonly metrics: readonly MetricTerms[];
  readonly times: readonly number[][];
}

/** The run's controller looks until nothing changes. */
function settled(before: AnalysisRun, { now, input, metrics, times }: Instant): AnalysisRun {
  let run = before;
  for (let looks = 0; looks < 100; looks++) {
    const start = JSON.stringify(run);
    for (const index of dueMetrics(run, now)) {
      const taken = times[index] ?? [];
      const outcomes = input.results[metrics[index]?.name ?? ""] ?? [];
      const phase = outcomes[Math.min(taken.length, outcomes.length - 1)] ?? "Error";
      taken.push(now / 1000);
      run = measured(run, { index, phase, at: now, error: "" });
    }
    run = assessRun(run, now);
    if (JSON.stringify(run) === start) return run;
  }
  throw new Error("the run never settles");
}

function nextInstant(run: AnalysisRun, { terminateAt }: RunInput, now: number): number | null {
  if (isFinished(run)) return null;
  const due = nextMeasurement(run);
  const stop = terminateAt === undefined || terminateAt * 1000 <= now ? null : terminateAt * 1000;
  if (due === null || stop === null) return due ?? stop;
  return Math.min(due, stop);
}
