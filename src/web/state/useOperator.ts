import type { OperatorAct } from "../../core/model/index.ts";
import { heldByOperator, intervene, type RunDocument } from "./document.ts";
import { knownActs } from "./knownActs.ts";
import { Playback } from "./playbackContext.ts";
import { waitingGate } from "./waitingGate.ts";

/** What a person can do to the rollout at the playhead. Acting simulates the run again from the same seed. */
export function useOperator() {
  const actor = Playback.useActorRef();
  const act = (what: "promote" | "promoteFull" | "hold" | "abort" | "retry"): void => {
    const { context } = actor.getSnapshot();
    const recording = context.shown?.recording;
    if (recording === undefined) return;
    const over = recording.endedAt !== null && recording.endedAt <= context.playhead;
    if (over && what !== "retry") return;
    const document = context.history.present;
    // Operators are heard on whole ticks.
    const at = Math.floor(context.playhead / recording.tick) * recording.tick;
    const acts = knownActs(recording, document.interventions);
    const gate = what === "promote" ? waitingGate(recording, context.playhead, acts) : null;
    const does: OperatorAct = what === "hold" ? (heldByOperator(acts, at) ? "resume" : "pause") : what;
    const next = gate === null ? intervene(document, at, does) : intervene(document, at, "approve", gate);
    actor.send({ type: "document.edited", document: next });
  };
  return act;
}

/** Changes the document in one undoable step. Edits of one gesture, such as typing, become one step. */
export function useEdit(): (change: Partial<RunDocument>, gesture?: string) => void {
  const actor = Playback.useActorRef();
  return (change, gesture) => {
    const document = { ...actor.getSnapshot().context.history.present, ...change };
    actor.send({ type: "document.edited", document, ...(gesture !== undefined && { gesture }) });
  };
}
