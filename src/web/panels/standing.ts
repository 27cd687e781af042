import type { Decision, Millis, Recording } from "../../core/model/index.ts";
import { type Moment, momentAt } from "../../core/recording/index.ts";
import { heldByOperator } from "../state/document.ts";
import { waitingGate } from "../state/waitingGate.ts";
import type { MarkKind } from "./Mark.tsx";
import { plural, spanOf } from "./sentences.ts";

/** How the rollout stands at the playhead, in the words of the verdict strip. */
export interface Standing {
  readonly moment: Moment;
  readonly mark: MarkKind;
  /** On the chip: `Rolling out`, `Rolled back`. */
  readonly says: string;
  readonly because: string;
  /** The rollout had ended by this moment, so that nothing but a retry of an aborted one can change it. */
  readonly over: boolean;
}

export function standingAt(recording: Recording, playhead: Millis): Standing {
  const moment = momentAt(recording, playhead);
  const { decision } = moment;
  const over = recording.endedAt !== null && recording.endedAt <= playhead;
  const { says, mark } = decision === null ? notBegun : chipOf(decision, { over, stops: stopsAt(recording, playhead) });
  return { moment, mark, says, because: decision?.note.because ?? "", over };
}

type Chip = Pick<Standing, "says" | "mark">;

const notBegun: Chip = { says: "Not begun", mark: "info" };

interface Circumstances {
  readonly over: boolean;
  /** Why nothing moves although nothing failed, or null. */
  readonly stops: "operator" | "gate" | null;
}

/** Only a person stops a rollout without a reason of its own: one who paused it, or one whom a gate waits for. */
function stopsAt(recording: Recording, playhead: Millis): Circumstances["stops"] {
  const { interventions } = recording.scenario;
  if (heldByOperator(interventions, playhead)) return "operator";
  return waitingGate(recording, playhead, interventions) === null ? null : "gate";
}

function chipOf({ phase, note }: Decision, { over, stops }: Circumstances): Chip {
  switch (phase) {
    case "healthy":
      return { says: "Promoted", mark: "ended" };
    case "degraded":
      return { says: over ? "Rolled back" : "Rolling back", mark: "fail" };
    case "paused":
    case "progressing":
      if (stops === "operator") return { says: "On hold", mark: "hold" };
      if (note.verdict === "fail") return { says: "Check failed", mark: "fail" };
      if (stops === "gate") return { says: "On hold", mark: "hold" };
      return note.verdict === "hold" ? { says: "Waiting", mark: "info" } : { says: "Rolling out", mark: "pass" };
  }
}

/** How long it took to stop a bad release, or null while it has not been stopped. */
export function caughtAfter(recording: Recording, playhead: Millis): { span: string; checks: string } | null {
  const { endedAt, outcome, decisions } = recording;
  if (outcome !== "rolledBack" || endedAt === null || endedAt > playhead) return null;
  const checks = decisions.filter(({ at, note }) => at <= endedAt && note.checks.length > 0).length;
  return { span: spanOf(endedAt), checks: plural(checks, "check") };
}
