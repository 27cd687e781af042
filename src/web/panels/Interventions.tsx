import type { Intervention } from "../../core/model/index.ts";
import { clockWithSeconds } from "../figures/clock.ts";
import { withoutIntervention } from "../state/document.ts";
import { Playback } from "../state/playbackContext.ts";
import { useEdit } from "../state/useOperator.ts";
import { Icon } from "./Icon.tsx";

const says: Readonly<Record<Intervention["do"], string>> = {
  promote: "Promote",
  promoteFull: "Promote in full",
  pause: "Hold",
  resume: "Resume",
  abort: "Roll back",
  retry: "Retry",
  approve: "Approve",
  refuse: "Refuse",
};

/** What the person at the page did to this run; each can be taken back by itself. */
export function Interventions() {
  const document = Playback.useSelector(({ context }) => context.history.present);
  const edit = useEdit();
  if (document.interventions.length === 0) return null;
  return (
    <section className="interventions" aria-label="Your interventions">
      <h3>What you did</h3>
      <ul>
        {document.interventions.map((act, index) => (
          <li key={`${act.at}-${act.do}`}>
            <time>{clockWithSeconds(act.at)}</time>
            <span>
              {says[act.do]} {act.hook}
            </span>
            <button
              type="button"
              className="button icon"
              aria-label={`Remove ${says[act.do]} at ${clockWithSeconds(act.at)}`}
              onClick={() => edit({ interventions: withoutIntervention(document, index).interventions })}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
