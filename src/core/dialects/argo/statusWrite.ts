import type { Command } from "../../model/index.ts";
import { span } from "../numbers.ts";
import { blueGreenPromotes, reachesCheckpoint } from "./blueGreenMoves.ts";
import { fullyPromotes, stepCompleted } from "./canaryMoves.ts";
import {
  type ArgoContext,
  canaryOf,
  currentSet,
  isFullyPromoted,
  isRollbackWithinWindow,
  stepCount,
} from "./context.ts";
import { routeToCanary } from "./managedRoutes.ts";
import { inTurn, type Mover, told } from "./move.ts";
import { checkProgress } from "./progress.ts";
import { routeToPods } from "./routedShare.ts";
import { stepSays } from "./stepWords.ts";

/** A7.1, A7.2: a new template. Pauses, abort and runs are gone, and the steps start over. */
export const reset: Mover = (context) => {
  const count = stepCount(context.policy);
  const back = context.current === context.stable;
  const known = context.sets.some(({ revision }) => revision === context.current);
  const waiting = known && isOlderAndWaiting(context);
  const sets = known
    ? context.sets
    : [...context.sets, { revision: context.current, spec: 0, available: 0, scaleDownAt: null }];
  const jumps = back || (known && isRollbackWithinWindow(context) && currentSet(context).spec > 0);
  return {
    change: {
      sets,
      seen: context.current,
      pauseConditions: [],
      controllerPause: false,
      abort: false,
      // A7.4: a blueGreen revision that still waits to be scaled down is fast, as promote --full is.
      promoteFull: waiting && context.policy.strategy.type === "blueGreen",
      previewCheckpoint: false,
      runs: { background: null, step: null, pre: null, post: null },
      stepIndex: count === null ? null : jumps ? count : 0,
      stepSince: context.now,
      progressAt: context.now,
      timedOut: false,
    },
    ask: [noticed(context)],
  };
};

function noticed({ current, stable, policy }: ArgoContext): Command {
  if (stable === "")
    return told("info", "First deploy", `Revision ${current} is scaled up without steps: there is no stable one yet.`);
  if (current === stable)
    return told("info", "Back to stable", `The template is ${stable} again: no steps, the pods go back at once.`);
  const begins =
    policy.strategy.type === "canary"
      ? "the steps start at the first"
      : "it is scaled up as the preview, and the active service stays";
  return told("info", "New revision", `Revision ${current} differs from stable ${stable}: ${begins}.`);
}

function isOlderAndWaiting(context: ArgoContext): boolean {
  const { scaleDownAt } = currentSet(context);
  return scaleDownAt !== null && scaleDownAt > context.now;
}

/** A4.1 step 9: everything that one round decided becomes status. */
export const writeStatus: Mover = inTurn(
  (context, signal) => (context.policy.strategy.type === "canary" ? writeCanary : writeBlueGreen)(context, signal),
  checkProgress,
  routeToPods,
  routeToCanary,
);

const writeCanary: Mover = (context) => {
  const skips = context.promoteFull || isRollbackWithinWindow(context);
  const count = stepCount(context.policy);
  // S20: after promote --full the write takes pauses and even an abort away.
  const seen = skips ? { ...context, abort: false, stepIndex: count } : context;
  if (fullyPromotes(seen)) return promoted(seen);
  if (seen.abort) {
    const index = count === null ? null : isFullyPromoted(seen) ? count : 0;
    return { change: { ...unpaused, abort: true, stepIndex: index, adding: [] }, ask: [] };
  }
  const done = !skips && stepCompleted(context);
  const paused = skips ? { ...unpaused, abort: false, adding: [] } : pauses(done ? withoutStepPause(context) : context);
  const index = seen.stepIndex ?? null;
  const next = done && index !== null ? index + 1 : index;
  const runs = done ? { runs: { ...context.runs, step: null } } : {};
  return {
    change: { ...paused, ...runs, stepIndex: next, ...(done ? { stepSince: context.now } : {}) },
    ask: [...(done ? [stepNote(context)] : []), ...pauseNotes(context)],
  };
};

const writeBlueGreen: Mover = (context) => {
  const skips = context.promoteFull || isRollbackWithinWindow(context);
  const seen = skips ? { ...context, abort: false } : context;
  if (blueGreenPromotes(seen)) return promoted(seen);
  if (seen.abort) return { change: { ...unpaused, abort: true, adding: [] }, ask: [] };
  const previewCheckpoint = reachesCheckpoint(seen);
  const paused = skips ? { ...unpaused, abort: false, adding: [] } : pauses(context);
  return { change: { ...paused, previewCheckpoint }, ask: pauseNotes(context) };
};

const unpaused = { pauseConditions: [], controllerPause: false } as const;

/** A4.2: controllerPause stays only while a condition is left, so that a release lasts one round. */
function pauses({ pauseConditions, adding, now }: ArgoContext): Partial<ArgoContext> {
  const added = adding.map((reason) => ({ reason, startedAt: now }));
  const all = [...pauseConditions, ...added];
  return { pauseConditions: all, controllerPause: all.length > 0, adding: [] };
}

/** A pause that has run out takes its own condition along; others stay. */
function withoutStepPause(context: ArgoContext): ArgoContext {
  return { ...context, pauseConditions: context.pauseConditions.filter(({ reason }) => reason !== "CanaryPauseStep") };
}

/** A4.4, A8.1 step 9: stable := current. Canary slots are emptied, blueGreen's are kept. */
function promoted(context: ArgoContext) {
  const first = context.stable === "";
  const canary = context.policy.strategy.type === "canary";
  const runs = canary ? { ...context.runs, background: null, step: null } : context.runs;
  const change = {
    ...unpaused,
    adding: [],
    abort: false,
    promoteFull: false,
    previewCheckpoint: false,
    stable: context.current,
    stepIndex: stepCount(context.policy),
    runs,
  };
  if (first || isFullyPromoted(context)) return { change, ask: [] };
  const because = `All ${context.policy.replicas} pods of ${context.current} are available: it is stable now, and ${context.stable} is scaled down.`;
  const ask: readonly Command[] = [{ type: "adopt", revision: context.current }, told("pass", "Promoted", because)];
  return { change: { ...change, routed: 0 }, ask };
}

function stepNote(context: ArgoContext): Command {
  const { steps } = canaryOf(context);
  const index = context.stepIndex ?? 0;
  const [done, next] = [steps[index], steps[index + 1]];
  const then =
    next === undefined ? "The steps are over: the canary is scaled to all replicas." : `Next: ${stepSays(next)}.`;
  const what = done === undefined ? "" : `, ${stepSays(done)},`;
  return told("pass", `Step ${index + 1} of ${steps.length} done`, `Step ${index + 1}${what} is done. ${then}`);
}

function pauseNotes({ adding, policy, stepIndex }: ArgoContext): readonly Command[] {
  return adding.flatMap((reason) => {
    if (reason === "BlueGreenPause")
      return [told("hold", "Paused before the switch", "The preview is ready; the active service waits.")];
    const step = policy.strategy.type === "canary" ? policy.strategy.steps[stepIndex ?? 0] : undefined;
    if (reason !== "CanaryPauseStep" || step === undefined) return [];
    if (step.seconds === null)
      return [told("hold", "Paused until promoted", "The pause has no duration: it waits for a person.")];
    return [
      told("info", `Paused for ${span(step.seconds * 1000)}`, `The pause of ${span(step.seconds * 1000)} begins.`),
    ];
  });
}
