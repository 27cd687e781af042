import type { Millis } from "../../model/index.ts";
import type { AnalysisRun } from "./analysisRun.ts";
import { nextMeasurement } from "./analysisRun.ts";
import { isProgressing } from "./argoPhase.ts";
import { experimentEnd } from "./canaryMoves.ts";
import { type ArgoContext, currentStep, isFullyPromoted, pauseStart } from "./context.ts";
import { isOffCanary } from "./managedRoutes.ts";
import { type Mover, still } from "./move.ts";
import { deadlineOf, exempt } from "./progress.ts";

/** More rounds than any update needs at one instant. */
const mostRounds = 500;

/** A signal came: rounds follow each other until one changes nothing. */
export const beginTurn: Mover = () => ({ change: { roundsLeft: mostRounds }, ask: [] });

export const beginRound: Mover = (context) => ({
  change: { roundOver: false, before: fingerprint(context), roundsLeft: context.roundsLeft - 1 },
  ask: [],
});

export function changedInRound(context: ArgoContext): boolean {
  return context.roundsLeft > 0 && context.before !== fingerprint(context);
}

/** Everything that another round could react to. */
function fingerprint(context: ArgoContext): string {
  const { sets, seen, stable, stepIndex, pauseConditions, controllerPause, abort, promoteFull, runs } = context;
  const { canaryService, active, preview, weight, previewCheckpoint, timedOut, headerRoutes, mirrorRoutes } = context;
  const seenRuns = Object.values(runs).map((run) => run && [run.startedAt, run.phase, run.terminate, run.metrics]);
  const services = [canaryService, active, preview, weight, previewCheckpoint, timedOut, headerRoutes, mirrorRoutes];
  return JSON.stringify([
    sets,
    seen,
    stable,
    stepIndex,
    pauseConditions,
    controllerPause,
    abort,
    promoteFull,
    seenRuns,
    services,
  ]);
}

/** Nothing changes any more: the next turn is due with the next timer. */
export const askNextTurn: Mover = (context) => {
  const { now } = context;
  const next = timersOf(context)
    .filter((time) => time > now)
    .reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  return next === Number.POSITIVE_INFINITY ? still : { change: {}, ask: [{ type: "requeue", after: next - now }] };
};

/** The update has ended: promoted and whole, or aborted with the traffic back on stable. */
export function isOver(context: ArgoContext): boolean {
  if (context.current !== context.seen) return false;
  if (context.abort) return isOffCanary(context);
  return isFullyPromoted(context) && !isProgressing(context) && !context.timedOut;
}

export function timersOf(context: ArgoContext): readonly Millis[] {
  const runs = Object.values(context.runs).filter((run): run is AnalysisRun => run !== null);
  const times = [
    ...runs.map(nextMeasurement),
    pauseEnd(context),
    experimentTimer(context),
    exempt(context) || context.timedOut ? null : deadlineOf(context),
  ];
  const deadlines = context.sets.map(({ scaleDownAt, spec }) => (spec > 0 ? scaleDownAt : null));
  return [...times, ...deadlines].filter((time) => time !== null);
}

function experimentTimer(context: ArgoContext): Millis | null {
  const end = context.policy.strategy.type === "canary" ? experimentEnd(context) : null;
  return end === "over" ? null : end;
}

function pauseEnd(context: ArgoContext): Millis | null {
  const step = currentStep(context);
  const { strategy } = context.policy;
  const since = pauseStart(context, strategy.type === "canary" ? "CanaryPauseStep" : "BlueGreenPause");
  const seconds = strategy.type === "canary" ? (step?.seconds ?? null) : strategy.autoPromotionSeconds || null;
  return since === null || seconds === null ? null : since + seconds * 1000;
}
