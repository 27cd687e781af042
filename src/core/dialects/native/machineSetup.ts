import { setup } from "xstate";
import type { Command, Signal } from "../../model/index.ts";
import type { NativeContext, NativeInput } from "./context.ts";
import * as moves from "./moves.ts";
import { questions } from "./questions.ts";
import * as says from "./sentences.ts";

const base = setup({
  types: {
    context: {} as NativeContext,
    events: {} as Signal,
    input: {} as NativeInput,
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

/** Our own signals, questions and moves, before they are put in order. */
export const nativeSetup = base.extend({
  actions: {
    "see clock": act(moves.seeClock),
    "see revision": act(moves.seeRevision),
    "start canary": act(moves.start),
    "open next step": act(moves.openStep),
    "begin look": act(moves.beginLook),
    "keep alarms": act(moves.keepAlarms),
    "keep counts": act(moves.keepCounts),
    "ask judges": act(moves.askJudges),
    "keep answers": act(moves.keepAnswers),
    "count look": act(moves.countLook),
    "hold: no data": act(moves.hold(says.noDataHolds)),
    "hold: alarm": act(moves.hold(says.alarmHolds)),
    "hold: samples": act(moves.hold(says.tooFewSamples)),
    "hold: users": act(moves.hold(says.usersUnseen)),
    "say still paused": act(moves.hold(says.watchedWhilePaused)),
    "say stable waits": act(moves.hold(says.stableFailed)),
    "say too late": act(moves.hold(says.tooLate)),
    "roll back: worse": act(moves.rollBack(says.worse)),
    "roll back: alarm": act(moves.rollBack(says.alarmed)),
    "roll back: no data": act(moves.rollBack(says.noDataFails)),
    "roll back: operator": act(moves.rollBack(says.aborted)),
    "roll back: canary": act(moves.rollBack(says.canaryFailed)),
    "take back": act(moves.takeBack),
    promote: act(moves.promote(says.promoting)),
    "promote by hand": act(moves.promote(says.promotedByHand)),
    finish: act(moves.finish),
    "hold early": act(moves.pauseEarly),
    pause: act(moves.pause),
    resume: act(moves.resume),
  },
});
