import "./DecisionLog.css";
import { memo, useEffect, useMemo, useRef } from "react";
import type { Check, Decision } from "../../core/model/index.ts";
import { decisionIndexAt } from "../../core/recording/index.ts";
import type { ShadowLook } from "../../core/shadow.ts";
import { clockWithSeconds, momentOf } from "../figures/clock.ts";
import { whole } from "../figures/numbers.ts";
import { type Shadow, wouldHave } from "../judges/shadow.ts";
import { useShadow } from "../judges/shadowContext.ts";
import { Playback } from "../state/playbackContext.ts";
import { isWorthTelling } from "../state/run.ts";
import { usePlayhead } from "../state/usePlayhead.ts";
import { Mark, markOf } from "./Mark.tsx";

const noDecisions: readonly Decision[] = [];

/** Everything that was decided up to the playhead, newest first, each with its reason. */
export function DecisionLog() {
  const decisions = Playback.useSelector(({ context }) => context.shown?.recording.decisions ?? noDecisions);
  const count = decisionIndexAt(decisions, usePlayhead()) + 1;
  const told = useMemo(() => decisions.slice(0, count).filter(isWorthTelling).toReversed(), [decisions, count]);
  const shadow = useShadow();
  const list = useRef<HTMLOListElement>(null);
  // The newest is on top and must be in view when it arrives.
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the newest changes, not when the element does
  useEffect(() => list.current?.scrollTo({ top: 0 }), [told[0]]);
  return (
    <section className="card decisions" aria-labelledby="decisions-title">
      <h2 id="decisions-title">
        Decisions <em>newest first</em>
      </h2>
      <ol
        className="log"
        data-seconds={told.some(({ at }) => at % 60_000 !== 0) || undefined}
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Decisions, newest first"
      >
        {told.map((decision) => (
          <Row
            key={keyOf(decision)}
            decision={decision}
            newest={decision === told[0]}
            look={lookBeside(shadow, decision)}
          />
        ))}
        {told.length === 0 && (
          <li className="logEmpty">Nothing has been decided yet. The first decision is a moment away.</li>
        )}
      </ol>
    </section>
  );
}

const keyOf = ({ at, trigger, note }: Decision) => `${at} ${trigger} ${note.headline}`;

function lookBeside(shadow: Shadow, decision: Decision): ShadowLook | null {
  return shadow.kind === "judged" ? (shadow.beside.get(decision) ?? null) : null;
}

interface RowProps {
  readonly decision: Decision;
  readonly newest: boolean;
  readonly look: ShadowLook | null;
}

const Row = memo(function Row({ decision, newest, look }: RowProps) {
  const actor = Playback.useActorRef();
  const { note, at } = decision;
  return (
    <li className={newest ? "logRow now" : "logRow"}>
      <button
        type="button"
        className="logTime"
        title={`Go to ${clockWithSeconds(at)}`}
        aria-label={`Go to ${clockWithSeconds(at)}`}
        onClick={() => actor.send({ type: "seek", to: at })}
      >
        <time>{momentOf(at)}</time>
      </button>
      <Mark kind={markOf(decision)} />
      <h3>{note.headline}</h3>
      <p>{note.because}</p>
      {newest && note.checks.length > 0 && <Checks checks={note.checks} />}
      {look !== null && (
        <p className="shadowSays">
          <b>Shadow {wouldHave[look.verdict]}.</b> {look.because}
        </p>
      )}
    </li>
  );
});

/** The arithmetic behind a decision: each metric, its bound, and how many requests speak. */
function Checks({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <table className="checks">
      <caption className="visuallyHidden">Metrics that this decision was made on</caption>
      <tbody>
        {checks.map((check) => (
          <tr key={check.metric}>
            <th scope="row">{check.metric}</th>
            <td>
              {check.outcome === "fail" && <Mark kind="fail" size={9} />} {readingOf(check)}
            </td>
            <td>{boundOf(check)}</td>
            <td>{check.outcome === "notAsked" ? "" : `n = ${whole(check.samples.requests)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function readingOf({ reading, unit, outcome }: Check): string {
  if (outcome === "notAsked") return "not asked";
  if (reading.type !== "value") return reading.type === "missing" ? "no data" : reading.type;
  const digits = unit === "%" ? 2 : reading.value < 10 ? 1 : 0;
  return `${reading.value.toFixed(digits)}${unit === "ms" ? "\u00a0ms" : unit}`;
}

function boundOf({ min, max, unit }: Check): string {
  if (min !== null && max !== null) return `${min} to ${max}${unit}`;
  if (min !== null) return `≥\u00a0${min}${unit}`;
  return max === null ? "" : `≤\u00a0${max}${unit === "ms" ? "\u00a0ms" : unit}`;
}
