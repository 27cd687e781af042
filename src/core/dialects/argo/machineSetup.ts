import { setup } from "xstate";
import type { Command, Signal } from "../../model/index.ts";
import { reconcileCanaryAnalysis, reconcilePromotionAnalysis } from "./analysisSlots.ts";
import { isDegraded, isPaused, isProgressing } from "./argoPhase.ts";
import { pointActive, pointPreview, reachBlueGreenPause, scaleBlueGreen } from "./blueGreenMoves.ts";
import { pointServices, reachPause, routeTraffic, scaleCanary } from "./canaryMoves.ts";
import type { ArgoContext, ArgoInput } from "./context.ts";
import { setManagedRoutes } from "./managedRoutes.ts";
import { inTurn, type Mover } from "./move.ts";
import * as operator from "./operatorMoves.ts";
import { assessRuns, isMeasurementDue, measure, takeMeasurements } from "./runsController.ts";
import { seeClock, seePods, seeRevision } from "./seen.ts";
import { reset, writeStatus } from "./statusWrite.ts";
import { askNextTurn, beginRound, beginTurn, changedInRound } from "./turn.ts";

interface Asked {
  readonly context: ArgoContext;
}

const base = setup({
  types: {
    context: {} as ArgoContext,
    events: {} as Signal,
    input: {} as ArgoInput,
    tags: {} as "progressing" | "paused" | "healthy" | "degraded",
    meta: {} as { readonly says: string },
  },
  // The one effect: the adapter reads the parameters and never runs the function.
  actions: { ask: (_, _command: Command) => {} },
  guards: {
    "pod template changed": ({ context }: Asked) => context.current !== context.seen,
    "strategy is blueGreen": ({ context }: Asked) => context.policy.strategy.type === "blueGreen",
    "round is over": ({ context }: Asked) => context.roundOver,
    "aborted or past the deadline": ({ context }: Asked) => isDegraded(context),
    "paused by spec or condition": ({ context }: Asked) => isPaused(context),
    "replicas, cutover or steps outstanding": ({ context }: Asked) => isProgressing(context),
    "measurement due": ({ context }: Asked) => isMeasurementDue(context),
    "something changed": ({ context }: Asked) => changedInRound(context),
  },
});

/** Turns a pure move into an action: first the change, then what it asks for. */
function act(mover: Mover) {
  return base.enqueueActions(({ context, event, enqueue }) => {
    const move = mover(context, event);
    enqueue.assign(move.change);
    for (const command of move.ask) enqueue({ type: "ask", params: command });
  });
}

/** Argo's signals, questions and moves, before they are put in order. */
export const argoSetup = base.extend({
  actions: {
    "begin turn": act(beginTurn),
    "begin round": act(beginRound),
    "start over": act(reset),
    "point services": act(pointServices),
    "route traffic": act(inTurn(routeTraffic, setManagedRoutes)),
    "reconcile analysis runs": act(reconcileCanaryAnalysis),
    "scale ReplicaSets": act(scaleCanary),
    "reach pause step": act(reachPause),
    "point preview service": act(pointPreview),
    "scale both colours": act(scaleBlueGreen),
    "reach blueGreen pause": act(reachBlueGreenPause),
    "point active service": act(pointActive),
    "reconcile promotion analysis": act(reconcilePromotionAnalysis),
    "write status": act(writeStatus),
    measure: act(measure),
    "take measurements": act(takeMeasurements),
    "assess runs": act(assessRuns),
    "ask for the next turn": act(askNextTurn),
    "see clock": act(seeClock),
    "see pods": act(seePods),
    "see revision": act(seeRevision),
    promote: act(operator.promote),
    "promote in full": act(operator.promoteFull),
    abort: act(operator.abort),
    retry: act(operator.retry),
    pause: act(operator.pause),
    resume: act(operator.resume),
  },
});
