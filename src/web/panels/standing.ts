import type { Decision, Millis, Recording } from "../../core/model/index.ts";
import { type Moment, momentAt } from "../../core/recording/index.ts";
import { type MarkKind, markOfPhase } from "./Mark.tsx";
import { plural, spanOf } from "./sentences.ts";

/** How the rollout stands at the playhead, in the words of the verdict strip. */
export interface Standing {
  readonly moment: Moment;
  readonly mark: MarkKind;
  /** On the chip: `Rolling out`, `Rolled back`. */
  readonly says: string;
  readonly because: string;
  /** The rollout had ended by this moment, so nothing that a person does can change it. */
  readonly over: boolean;
}

export function standingAt(recording: Recording, playhead: Millis): Standing {
  const moment = momentAt(recording, playhead);
  const { decision } = moment;
  const phase = decision?.phase ?? "progressing";
  const over = recording.endedAt !== null && recording.endedAt <= playhead;
  const failing = phase === "progressing" && decision?.note.verdict === "fail";
  const mark = failing ? "fail" : markOfPhase(phase);
  return { moment, mark, says: chipText(decision, over), because: decision?.note.because ?? "", over };
}

function chipText(decision: Decision | null, over: boolean): string {
  if (decision === null) return "Not begun";
  switch (decision.phase) {
    case "healthy":
      return "Promoted";
    case "degraded":
      return over ? "Rolled back" : "Rolling back";
    case "paused":
      return "On hold";
    case "progressing":
      return decision.note.verdict === "fail" ? "Check failed" : "Rolling out";
  }
}

/** How long it took to stop a bad release, or null while it has not been stopped. */
export function caughtAfter(recording: Recording, playhead: Millis): { span: string; checks: string } | null {
  const { endedAt, outcome, decisions } = recording;
  if (outcome !== "rolledBack" || endedAt === null || endedAt > playhead) return null;
  const checks = decisions.filter(({ at, note }) => at <= endedAt && note.checks.length > 0).length;
  return { span: spanOf(endedAt), checks: plural(checks, "check") };
}
