import type { Millis, Recording } from "../../core/model/index.ts";

export interface Ending {
  readonly at: Millis;
  readonly says: "promoted" | "rolled back";
}

/** When the rollout ended, and how; null while it has not. */
export function endingOf(recording: Recording): Ending | null {
  const { outcome, endedAt } = recording;
  if (endedAt === null || outcome === "unfinished") return null;
  return { at: endedAt, says: outcome === "promoted" ? "promoted" : "rolled back" };
}
