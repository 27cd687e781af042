import { type ArgoContext, allAvailable, currentSet, currentStep, isFullyPromoted, type Progress } from "./context.ts";
import { type Mover, told } from "./move.ts";

/** A2.1: the progress deadline, looked at in every status write. */
export const checkProgress: Mover = (context) => {
  const progress = progressOf(context);
  if (moved(context.progress, progress) || exempt(context))
    return { change: { progress, progressAt: context.now, timedOut: false }, ask: [] };
  const { progressDeadlineSeconds, progressDeadlineAbort } = context.policy;
  if (context.timedOut || context.now < deadlineOf(context)) return { change: { progress }, ask: [] };
  const aborts = progressDeadlineAbort && !isFullyPromoted(context);
  const then = aborts ? "The update is aborted." : "The update goes on, and recovers when pods become available.";
  const headline = aborts ? "Aborted: no progress" : "Degraded: no progress";
  return {
    change: { progress, timedOut: true, ...(aborts ? { abort: true } : {}) },
    ask: [
      told("fail", headline, `Nothing moved for ${progressDeadlineSeconds} seconds (progressDeadlineSeconds). ${then}`),
    ],
  };
};

export function deadlineOf({ policy, progressAt }: ArgoContext): number {
  return progressAt + policy.progressDeadlineSeconds * 1000;
}

/** A2.1: when no clock runs against the update. */
export function exempt(context: ArgoContext): boolean {
  if (context.abort || context.paused || context.pauseConditions.length > 0) return true;
  const type = currentStep(context)?.type;
  if (type === "pause" || type === "analysis" || type === "experiment") return true;
  if (context.sets.some(({ scaleDownAt, spec }) => scaleDownAt !== null && spec > 0)) return true;
  const { spec, available } = currentSet(context);
  return isFullyPromoted(context) && spec === context.policy.replicas && available >= spec;
}

function progressOf(context: ArgoContext): Progress {
  const { stepIndex, stable, active, preview, sets } = context;
  const updated = currentSet(context).spec;
  const old = sets.reduce((sum, { spec }) => sum + spec, 0) - updated;
  return { updated, old, available: allAvailable(context), rest: JSON.stringify([stepIndex, stable, active, preview]) };
}

function moved(before: Progress, now: Progress): boolean {
  return (
    now.updated !== before.updated ||
    now.old < before.old ||
    now.available > before.available ||
    now.rest !== before.rest
  );
}
