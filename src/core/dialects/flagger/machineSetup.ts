import { setup } from "xstate";
import type { Command, Signal } from "../../model/index.ts";
import type { FlaggerContext, FlaggerInput } from "./context.ts";
import * as moves from "./moves.ts";
import * as operator from "./operator.ts";
import { questions } from "./questions.ts";
import * as says from "./sentences.ts";

const base = setup({
  types: {
    context: {} as FlaggerContext,
    events: {} as Signal,
    input: {} as FlaggerInput,
    tags: {} as "progressing" | "paused" | "healthy" | "degraded",
    meta: {} as { readonly says: string },
  },
  // The one effect: the adapter reads the parameters and never runs the function.
  actions: { ask: (_, _command: Command) => {} },
  guards: questions,
});

/** Turns a pure move into an action: first the change, then what it asks for. */
function act(mover: moves.Mover) {
  return base.enqueueActions(({ context, event, enqueue }) => {
    const move = mover(context, event);
    enqueue.assign(move.change);
    for (const command of move.ask) enqueue({ type: "ask", params: command });
  });
}

/** Flagger's signals, questions and moves, before they are put in order. */
export const flaggerSetup = base.extend({
  actions: {
    "begin tick": act(moves.beginTick),
    "forget the failed revision": act(moves.forgetFailure),
    "start rollout": act(moves.startRollout),
    restart: act(moves.restart),
    "roll back: failed checks": act(moves.rollBack(says.thresholdReached)),
    "roll back: hook": act(moves.rollBack(says.rollbackHook)),
    "roll back: operator": act(moves.rollBack(says.operatorAborted)),
    "roll back: primary": act(moves.rollBack(says.primaryFailed)),
    "roll back: canary": act(moves.rollBack(says.canaryFailed)),
    "fail promotion": act(moves.failPromotion),
    "promote without analysis": act(moves.promoteUnjudged),
    "say paused": act(moves.stop(says.suspended)),
    "say paused if changed": act(moves.suspendedIdle),
    "say primary waits": act(moves.stop(says.primaryWaits)),
    "say canary waits": act(moves.stop(says.canaryWaits)),
    "say stalled": act(moves.stop(says.stalled)),
    "say stuck": act(moves.stop(says.promotionStuck)),
    "say rollout waits": act(moves.stop((context) => says.waiting(context, "confirm-rollout"))),
    "say traffic waits": act(moves.stop((context) => says.waiting(context, "confirm-traffic-increase"))),
    "ask confirm-rollout hooks": act(moves.askHooks("confirm-rollout")),
    "ask rollback hooks": act(moves.askHooks("rollback")),
    "ask pre-rollout hooks": act(moves.askHooks("pre-rollout")),
    "ask rollout hooks": act(moves.askHooks("rollout")),
    "ask confirm-traffic-increase hooks": act(moves.askHooks("confirm-traffic-increase")),
    "ask confirm-promotion hooks": act(moves.askHooks("confirm-promotion")),
    "ask post-rollout hooks": act(moves.askHooks("post-rollout")),
    "ask next hook": act(moves.askNextHook),
    "measure built-in metrics": act(moves.askMetrics("direct")),
    "measure templates": act(moves.askMetrics("templates")),
    "keep checks": act(moves.keepChecks("direct")),
    "keep template checks": act(moves.keepChecks("templates")),
    "count refusal": act(moves.countFailure(moves.hookRefused)),
    "count failed metric": act(moves.countFailure(moves.metricsFailed("direct"))),
    "count failed template": act(moves.countFailure(moves.metricsFailed("templates"))),
    "advance weight": act(moves.advanceWeight),
    "advance A/B iteration": act(moves.advanceTest),
    "advance blue/green iteration": act(moves.advanceBlueGreen),
    "switch all traffic to canary": act(moves.switchTraffic),
    "wait for promotion": act(moves.waitForPromotion),
    "copy spec to primary": act(moves.copySpec),
    "shift traffic to primary": act(moves.shiftBack),
    finish: act(moves.finish),
    "note revision": act(moves.noteRevision),
    "note readiness": act(moves.noteReadiness),
    suspend: act(operator.pause),
    resume: act(operator.resume),
    "skip analysis": act(operator.promote),
    "open rollback hook": act((context) => operator.abort("Progressing", context)),
    "open rollback hook while waiting": act((context) => operator.abort("Waiting", context)),
    "open rollback hook while promoting": act((context) => operator.abort("Promoting", context)),
    "open rollback hook while finalising": act((context) => operator.abort("Finalising", context)),
    "open rollback hook without rollout": act((context) => operator.abort("none", context)),
  },
});
