import type { Millis, Recording } from "../../core/model/index.ts";

export interface Ending {
  readonly at: Millis;
  readonly says: "promoted" | "rolled back";
}

/** When the canary became stable, or the policy gave it up; null while neither has happened. */
export function endingOf(recording: Recording): Ending | null {
  const promotion = recording.decisions.find(({ commands }) => commands.some(({ type }) => type === "promote"));
  // The very first revision is promoted when the tool starts up, before there is anything to roll out.
  if (promotion !== undefined && recording.outcome !== "rolledBack") return { at: promotion.at, says: "promoted" };
  if (recording.outcome === "rolledBack" && recording.endedAt !== null)
    return { at: recording.endedAt, says: "rolled back" };
  return null;
}
