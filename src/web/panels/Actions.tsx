import "./Actions.css";
import { momentAt } from "../../core/recording/index.ts";
import { heldByOperator } from "../state/document.ts";
import { knownActs } from "../state/knownActs.ts";
import { Playback } from "../state/playbackContext.ts";
import { useOperator } from "../state/useOperator.ts";
import { usePlayhead } from "../state/usePlayhead.ts";
import { waitingGate } from "../state/waitingGate.ts";

/** The one big choice. When the rollout has ended the buttons stay and say why they do nothing. */
export function Actions() {
  const act = useOperator();
  const playhead = usePlayhead();
  const recording = Playback.useSelector(({ context }) => context.shown?.recording ?? null);
  const document = Playback.useSelector(({ context }) => context.history.present);
  const endedAt = recording?.endedAt ?? null;
  const over = endedAt !== null && endedAt <= playhead;
  const acts = recording === null ? [] : knownActs(recording, document.interventions);
  const gate = recording === null ? null : waitingGate(recording, playhead, acts);
  const held = heldByOperator(acts, playhead);
  const argo = recording?.scenario.policy.dialect === "argo";
  const aborted = recording !== null && momentAt(recording, playhead).decision?.phase === "degraded";
  const why = over ? "The rollout has ended at this moment. Move the playhead back to act earlier." : undefined;
  const common = { type: "button", "aria-disabled": over, title: why } as const;
  return (
    <section className="actions" aria-label="What would you do?">
      <button {...common} aria-keyshortcuts="P" onClick={() => act("promote")}>
        {gate === null ? "Promote" : "Approve"} <Key name="P" />
      </button>
      <button {...common} aria-keyshortcuts="H" onClick={() => act("hold")}>
        {held ? "Resume" : "Hold"} <Key name="H" />
      </button>
      <button {...common} aria-keyshortcuts="R" className="rollBack" onClick={() => act("abort")}>
        Roll back <Key name="R" />
      </button>
      {argo && (
        <div className="actionsArgo">
          <button {...common} onClick={() => act("promoteFull")}>
            Promote in full
          </button>
          <button
            type="button"
            aria-disabled={!aborted}
            title={aborted ? undefined : "Only an aborted update is started again."}
            onClick={() => aborted && act("retry")}
          >
            Retry
          </button>
        </div>
      )}
      {gate !== null && <p className="actionsWhy">{gate} is closed and waits for somebody: Approve opens it.</p>}
      {over && <p className="actionsWhy">The rollout has ended here. Move the playhead back to act earlier.</p>}
    </section>
  );
}

/** A reminder for the eye; `aria-keyshortcuts` tells the ear. */
function Key({ name }: { readonly name: string }) {
  return (
    <span className="key" aria-hidden="true">
      {name}
    </span>
  );
}
