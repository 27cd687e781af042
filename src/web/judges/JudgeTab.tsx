import "./JudgeTab.css";
import { judgeEntries } from "virtual:judges";
import { useId } from "react";
import { clockWithSeconds } from "../figures/clock.ts";
import { Mark } from "../panels/Mark.tsx";
import { plural } from "../panels/sentences.ts";
import { Playback } from "../state/playbackContext.ts";
import { ErrorRateCard } from "./ErrorRateCard.tsx";
import type { JudgeEntry } from "./judgeEntry.ts";
import { firstAct, type Shadow, wouldHave } from "./shadow.ts";
import { useShadow } from "./shadowContext.ts";

/** A second opinion: a judge that looks on without acting, and how often it is wrong at this traffic. */
export function JudgeTab() {
  const actor = Playback.useActorRef();
  const chosen = Playback.useSelector(({ context }) => context.shadow);
  const shadow = useShadow();
  const id = useId();
  const entry = judgeEntries.find(({ name }) => name === chosen);
  return (
    <>
      <label className="judgePick" htmlFor={id}>
        Shadow judge <small>looks on, acts on nothing</small>
      </label>
      <select
        id={id}
        className="judgeSelect"
        value={chosen}
        onChange={({ target }) => actor.send({ type: "shadow.chosen", judge: target.value })}
      >
        <option value="">None</option>
        {chosen !== "" && entry === undefined && <option value={chosen}>{chosen}</option>}
        {judgeEntries.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
      {chosen === "" && (
        <p>
          Choose one, and the decision log says at every check what it would have decided, on the requests that were
          answered by then. The rollout goes on as it does without.
        </p>
      )}
      {entry !== undefined && <About entry={entry} />}
      <div role="status">
        <Said shadow={shadow} />
      </div>
      {entry !== undefined && <ErrorRateCard key={entry.name} entry={entry} />}
    </>
  );
}

function About({ entry: { says, peeking } }: { readonly entry: JudgeEntry }) {
  return (
    <>
      <p>{says}</p>
      <p className="peeking">
        <b>{peeking.valid ? "Holds its level under peeking." : "Does not hold its level under peeking."}</b>{" "}
        {peeking.because}
      </p>
    </>
  );
}

/** What it would have done to the run on screen. */
function Said({ shadow }: { readonly shadow: Shadow }) {
  const actor = Playback.useActorRef();
  const endedAt = Playback.useSelector(({ context }) => context.shown?.recording.endedAt ?? null);
  const outcome = Playback.useSelector(({ context }) => context.shown?.recording.outcome ?? "unfinished");
  switch (shadow.kind) {
    case "none":
      return null;
    case "judging":
      return <p className="judgeSaid">It looks at the run…</p>;
    case "failed":
      return <p className="judgeSaid">It could not judge: {shadow.message}.</p>;
    case "judged": {
      const first = firstAct(shadow.looks);
      const policy =
        outcome === "unfinished" || endedAt === null
          ? "The policy decides nothing in this run."
          : `The policy ${outcome === "promoted" ? "promoted" : "rolled back"} at ${clockWithSeconds(endedAt)}.`;
      if (shadow.looks.length === 0)
        return <p className="judgeSaid">The canary took no traffic at any check, so there is nothing to judge.</p>;
      if (first === null)
        return (
          <p className="judgeSaid">
            <Mark kind="hold" size={12} /> <b>It would have waited</b> at each of {plural(shadow.looks.length, "look")}.{" "}
            {policy}
          </p>
        );
      return (
        <p className="judgeSaid">
          <Mark kind={first.verdict === "fail" ? "fail" : "ended"} size={12} /> <b>It {wouldHave[first.verdict]} at</b>{" "}
          <button type="button" className="inlineLink" onClick={() => actor.send({ type: "seek", to: first.at })}>
            {clockWithSeconds(first.at)}
          </button>
          , at look {shadow.looks.indexOf(first) + 1}. {policy}
        </p>
      );
    }
  }
}
