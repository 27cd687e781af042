import "./VerdictStrip.css";
import type { ReactNode } from "react";
import { percent, share, whole } from "../figures/numbers.ts";
import { Playback } from "../state/playbackContext.ts";
import { usePlayhead } from "../state/usePlayhead.ts";
import { Mark } from "./Mark.tsx";
import { caughtAfter, type Standing, standingAt } from "./standing.ts";

/** The answer at a glance: state, weight, harm, and the reason in a sentence. */
export function VerdictStrip({ onHarm }: { readonly onHarm: () => void }) {
  const run = Playback.useSelector(({ context }) => context.shown);
  const playhead = usePlayhead();
  if (run === null) {
    return (
      <section className="strip" aria-label="Verdict">
        <Opening />
      </section>
    );
  }
  const standing = standingAt(run.recording, playhead);
  const caught = caughtAfter(run.recording, playhead);
  const { moment } = standing;
  const { users } = run.recording.scenario.world;
  return (
    <section className="strip" aria-label="Verdict">
      <span className="chip" data-testid="state">
        <Mark kind={standing.mark} />
        {standing.says}
      </span>
      <dl className="kpis">
        <Kpi
          name="Weight"
          detail=" asked / served, last minute"
          value={moment.decision === null ? "–" : percent(moment.asked)}
          rest={`/ ${moment.served === null ? "–" : share(moment.served)}`}
        />
        <Kpi
          name="Users harmed"
          detail=" by the release"
          value={whole(moment.usersHarmed)}
          rest={`of ${whole(users)}`}
          action={
            <button type="button" className="whoHarmed" onClick={onHarm}>
              Who<span className="visuallyHidden"> was harmed</span>
            </button>
          }
        />
        <Checks standing={standing} caught={caught} />
      </dl>
      <p className="why">
        {moment.decision?.note.verdict === "hold" && <b>{moment.decision.note.headline}. </b>}
        {standing.because || "The rollout has not begun."}
      </p>
    </section>
  );
}

/** Before there is anything to see; the notice below says why where there never will be. */
function Opening() {
  const opens = Playback.useSelector(
    (snapshot) => snapshot.matches({ run: "loading" }) || snapshot.matches({ run: "streaming" }),
  );
  return (
    <>
      <span className="chip">{opens ? "Opening" : "Nothing runs"}</span>
      <p className="why">A canary is about to go wrong. One choice: promote, hold, or roll back.</p>
    </>
  );
}

function Checks({ standing, caught }: { standing: Standing; caught: ReturnType<typeof caughtAfter> }) {
  if (caught !== null) return <Kpi name="Stopped after" value={caught.span} rest={caught.checks} />;
  const status = standing.moment.decision?.status;
  return (
    <Kpi
      name="Failed checks"
      value={String(status?.failedChecks ?? "–")}
      rest={`of ${status?.failedChecksLimit ?? "–"}`}
    />
  );
}

interface KpiProps {
  readonly name: string;
  /** The rest of the name, where there is room. */
  readonly detail?: string;
  readonly value: string;
  readonly rest: string;
  readonly action?: ReactNode;
}

function Kpi({ name, detail = "", value, rest, action }: KpiProps) {
  return (
    <div className="kpi">
      <dt>
        {name}
        <span className="wideWords">{detail}</span>
      </dt>
      <dd>
        <b>{value}</b> <span className="rest">{rest}</span>
        {action}
      </dd>
    </div>
  );
}
