import type { Measurement, Query, Signal } from "../../model/index.ts";
import { type AnalysisRun, assessRun, dueMetrics, isFinished, measured } from "./analysisRun.ts";
import { checkOf } from "./checks.ts";
import type { ArgoContext, Slot } from "./context.ts";
import { measurementsNote, type Taken } from "./measurementsNote.ts";
import { judgeMeasurement } from "./measurementValue.ts";
import { type Mover, still } from "./move.ts";
import type { ArgoMetric } from "./policy.ts";

const slots: readonly Slot[] = ["step", "background", "pre", "post"];

interface Due {
  readonly slot: Slot;
  readonly index: number;
  readonly metric: ArgoMetric;
}

/** Metrics of all runs that are due at this instant, in order. */
function dueOf({ runs, now }: ArgoContext): readonly Due[] {
  return slots.flatMap((slot) => {
    const run = runs[slot];
    if (run === null) return [];
    return dueMetrics(run, now).flatMap((index) => {
      const metric = run.spec.metrics[index];
      return metric === undefined ? [] : [{ slot, index, metric }];
    });
  });
}

export function isMeasurementDue(context: ArgoContext): boolean {
  return dueOf(context).length > 0;
}

/** A10.5: everything that is due is asked at once, answered in the same order. */
export const measure: Mover = (context) => ({
  change: {},
  ask: [{ type: "measure", queries: dueOf(context).map(({ metric }) => queryOf(metric)) }],
});

function queryOf({ name, question }: ArgoMetric): Query {
  return {
    metric: name,
    signature: question.signature,
    scope: question.scope,
    layer: "attempt",
    window: question.windowMs,
  };
}

/** A10.3, A10.4: each answer becomes a measurement of its run, and all of an instant one note. */
export const takeMeasurements: Mover = (context, signal) => {
  const runs = { ...context.runs };
  const taken: Taken[] = [];
  for (const [place, { slot, index, metric }] of dueOf(context).entries()) {
    const run = runs[slot];
    const answer = answersOf(signal)[place];
    if (run === null) continue;
    const judged = judgeMeasurement(metric, answer);
    runs[slot] = measured(run, { index, phase: judged.phase, at: context.now, error: judged.error });
    taken.push({ slot, metric, ...judged, check: checkOf(metric, answer, judged.phase) });
  }
  return { change: { runs }, ask: measurementsNote(taken) };
};

function answersOf(signal: Signal): readonly Measurement[] {
  return signal.type === "measured" ? signal.measurements : [];
}

/** A10.7: one look of every run's controller. */
export const assessRuns: Mover = (context) => {
  const runs = { ...context.runs };
  let changed = false;
  for (const slot of slots) {
    const run = runs[slot];
    if (run === null || isFinished(run)) continue;
    const next: AnalysisRun = assessRun(run, context.now);
    runs[slot] = next;
    changed = true;
  }
  return changed ? { change: { runs }, ask: [] } : still;
};
