import { limitsOf, nextSizes } from "./canarySizes.ts";
import {
  type ArgoContext,
  allAvailable,
  canaryOf,
  currentSet,
  currentStep,
  hasPause,
  isFullyPromoted,
  isRouted,
  olderSets,
  pauseStart,
  type ReplicaSet,
  setOf,
} from "./context.ts";
import { atDesiredCounts, enough } from "./gates.ts";
import { type Move, type Mover, scaled, still, withSet } from "./move.ts";
import { routerWeight } from "./routerWeight.ts";

/** A4.1 step 2: the canary service moves to the current revision with its first available pod. */
export const pointServices: Mover = (context) => {
  const { dynamicStableScale } = canaryOf(context);
  // A7.2: going back to a stable that is too small, the selector stays until stable is whole.
  const returning =
    dynamicStableScale && isFullyPromoted(context) && currentSet(context).available < context.policy.replicas;
  if (returning || context.abort || currentSet(context).available === 0) return still;
  return { change: { canaryService: context.current }, ask: [] };
};

/** A4.1 step 3, A3.8. An abort points the canary service at stable, with dynamic scaling once the weight is 0. */
export const routeTraffic: Mover = (context) => {
  if (!isRouted(context)) return still;
  const weight = routerWeight(context) ?? context.weight;
  const home = context.abort && !isFullyPromoted(context) && weight === 0;
  return { change: { weight, ...(home ? { canaryService: context.stable } : {}) }, ask: [] };
};

/** A4.1 step 6: stable, then current, then older; a change ends the round. */
export const scaleCanary: Mover = (context) => {
  const cleared = { ...context, ...withoutDeadlines(context) };
  if (haltsScaling(context)) return { change: withoutDeadlines(context), ask: [] };
  const move = scaleStable(cleared) ?? scaleCurrent(cleared) ?? scaleOlder(cleared);
  if (move === null) return { change: withoutDeadlines(context), ask: [] };
  return { change: { ...withoutDeadlines(context), ...move.change, roundOver: true }, ask: move.ask };
};

/** A4.2: spec.paused and an inconclusive pause stop all scaling. */
export function haltsScaling(context: ArgoContext): boolean {
  return context.paused || hasPause(context, "InconclusiveAnalysisRun");
}

/** What is in use again forgets its scale-down time; an aborted canary keeps its own. */
export function withoutDeadlines(context: ArgoContext): Partial<ArgoContext> {
  const keeps = context.abort && !isFullyPromoted(context);
  const sets = context.sets.map((set) => {
    const used = set.revision === context.stable || (set.revision === context.current && !keeps);
    return used && set.scaleDownAt !== null ? { ...set, scaleDownAt: null } : set;
  });
  return { sets };
}

function scaleStable(context: ArgoContext): Move | null {
  if (context.stable === "" || isFullyPromoted(context)) return null;
  const { stable } = nextSizes(context);
  return setOf(context, context.stable).spec === stable ? null : scaled(context, context.stable, stable);
}

function scaleCurrent(context: ArgoContext): Move | null {
  const { spec } = currentSet(context);
  const delayed = delayedAbort(context);
  if (delayed === "wait") return null;
  if (delayed !== null) return delayed;
  const { canary } = nextSizes(context);
  const wanted = abortIsOver(context) ? 0 : canary;
  return spec === wanted ? null : scaled(context, context.current, wanted);
}

/** A6: with a router the canary stays for its delay, counted from a fully available stable. */
function delayedAbort(context: ArgoContext): Move | "wait" | null {
  const { abortScaleDownDelaySeconds: delay, dynamicStableScale, written } = canaryOf(context);
  if (!context.abort || isFullyPromoted(context) || !isRouted(context)) return null;
  // S7: an explicit 0 is no delay here, and the counts decide at once.
  if (delay === null || delay === 0 || (dynamicStableScale && !written.abortScaleDownDelay)) return null;
  const { scaleDownAt, spec } = currentSet(context);
  if (scaleDownAt !== null) return scaleDownAt > context.now ? "wait" : null;
  if (spec === 0 || setOf(context, context.stable).available < context.policy.replicas) return "wait";
  return { change: withSet(context, context.current, { scaleDownAt: context.now + delay * 1000 }), ask: [] };
}

function abortIsOver(context: ArgoContext): boolean {
  const { scaleDownAt } = currentSet(context);
  return context.abort && scaleDownAt !== null && scaleDownAt <= context.now;
}

/** A3.5, A4.4, A7.1: revisions that are neither current nor stable; unavailable pods go first. */
function scaleOlder(context: ArgoContext): Move | null {
  const sick = olderSets(context).find(({ spec, available }) => spec > available);
  if (sick !== undefined) return scaled(context, sick.revision, sick.available);
  const { replicas, unavailable } = limitsOf(context);
  const spare = allAvailable(context) - (replicas - unavailable);
  if (spare <= 0) return null;
  for (const set of olderSets(context)) {
    if (set.spec === 0) continue;
    const move = isRouted(context)
      ? scaleReplaced(context, set)
      : scaled(context, set.revision, Math.max(0, set.spec - spare));
    if (move !== null) return move;
  }
  return null;
}

/** Beside a router: the old stable waits for its delay, a replaced canary for the service to leave it. */
function scaleReplaced(context: ArgoContext, { revision, scaleDownAt }: ReplicaSet): Move | null {
  const { scaleDownDelaySeconds } = canaryOf(context);
  if (scaleDownAt !== null) return scaleDownAt > context.now ? null : scaled(context, revision, 0);
  if (isFullyPromoted(context) && scaleDownDelaySeconds !== null && scaleDownDelaySeconds > 0)
    return { change: withSet(context, revision, { scaleDownAt: context.now + scaleDownDelaySeconds * 1000 }), ask: [] };
  return context.canaryService === revision ? null : scaled(context, revision, 0);
}

/** A4.1 step 7, A4.2: a pause step adds its condition once. */
export const reachPause: Mover = (context) => {
  if (context.paused || currentStep(context)?.type !== "pause") return still;
  if (hasPause(context, "CanaryPauseStep") || context.controllerPause) return still;
  return { change: { adding: [...context.adding, "CanaryPauseStep"] }, ask: [] };
};

/** A1.3, A4.2: is the current step done, as this round's status write sees it? */
export function stepCompleted(context: ArgoContext): boolean {
  const step = currentStep(context);
  if (step === null || context.paused) return false;
  switch (step.type) {
    case "pause":
      return pauseCompleted(context, step.seconds);
    case "setCanaryScale":
    case "setWeight":
      return atDesiredCounts(context);
    case "analysis":
      return context.runs.step?.phase === "Successful";
    case "experiment":
      return experimentEnd(context) === "over" || context.runs.step?.phase === "Successful";
    case "setHeaderRoute":
    case "setMirrorRoute":
    case "plugin":
      return true;
  }
}

/** A9.1: when an experiment's time is over, or that it is; null where it has no duration. Its pods are not played. */
export function experimentEnd(context: ArgoContext): number | "over" | null {
  const step = currentStep(context);
  if (step?.type !== "experiment" || step.durationMs === null) return null;
  const end = context.stepSince + step.durationMs;
  return end <= context.now ? "over" : end;
}

/** A4.2: its time is over, or somebody removed the condition. */
function pauseCompleted(context: ArgoContext, seconds: number | null): boolean {
  const since = pauseStart(context, "CanaryPauseStep");
  if (since === null) return context.controllerPause;
  return seconds !== null && context.now >= since + seconds * 1000;
}

/** A4.4: why stable becomes current, or null. */
export function fullyPromotes(context: ArgoContext): boolean {
  if (context.stable === "") return true;
  const { replicas } = context.policy;
  if (context.abort || !enough(context, currentSet(context).available, replicas)) return false;
  const { stepIndex } = context;
  return context.promoteFull || stepIndex === null || stepIndex >= canaryOf(context).steps.length;
}
