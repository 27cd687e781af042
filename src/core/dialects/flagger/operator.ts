import type { Note } from "../../model/index.ts";
import type { FlaggerContext } from "./context.ts";
import type { Move } from "./moves.ts";

/** What an operator can do to a running Canary, in Flagger's own means. It never acts before its next tick. */
const next = "Flagger acts on its next tick.";

export function pause(): Move {
  return told(
    { suspended: true },
    "Paused",
    `The operator set spec.suspend. From its next tick Flagger does nothing at all, and traffic stays as it is.`,
  );
}

export function resume(): Move {
  return told({ suspended: false }, "Resumed", `The operator took spec.suspend away. ${next}`);
}

/** F3.9: it needs a ready canary and no passing check. */
export function promote(): Move {
  return told(
    { skipAnalysis: true },
    "Promotion asked for",
    `The operator set spec.skipAnalysis. ${next} Once the canary is ready it promotes without judging it.`,
  );
}

/** F7.8: heard in Progressing and WaitingPromotion only. A suspend would stop the tick before it (F3.1 step 2). */
export function abort(phase: string, context: FlaggerContext): Move {
  return told({ abortAsked: !deaf(phase), suspended: false }, "Rollback asked for", abortSays(phase, context));
}

function abortSays(phase: string, context: FlaggerContext): string {
  const lifted = context.suspended ? " and lifted spec.suspend" : "";
  if (phase === "Waiting")
    return `The operator opened a rollback hook${lifted}. In Waiting Flagger asks none; it acts once the rollout is approved.`;
  if (phase === "Promoting" || phase === "Finalising")
    return `The operator opened a rollback hook${lifted}. In ${phase} Flagger asks none any more: the promotion goes on.`;
  if (deaf(phase))
    return `The operator opened a rollback hook${lifted}. No rollout runs, so there is nothing to roll back.`;
  return `The operator opened a rollback hook${lifted}. ${next}`;
}

function deaf(phase: string): boolean {
  return phase !== "Waiting" && phase !== "Progressing" && phase !== "WaitingPromotion";
}

function told(change: Partial<FlaggerContext>, headline: string, because: string): Move {
  const note: Note = { verdict: "info", headline, because, checks: [] };
  return { change, ask: [{ type: "note", note }] };
}
