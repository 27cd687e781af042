import type { Recording } from "../model/index.ts";
import { blastRadius } from "../recording/index.ts";
import type { RunSummary } from "./expect.ts";

/** What an expectation may ask of this run. */
export function summaryOf(recording: Recording): RunSummary {
  const { columns, decisions, outcome, endedAt } = recording;
  const harm = blastRadius(recording, columns.length * recording.tick);
  return {
    outcome,
    endedAtMs: endedAt,
    usersHarmed: harm.usersHarmed,
    usersHarmedThrice: harm.usersHarmedThrice,
    requestsHarmed: harm.harmful.stable + harm.harmful.canary,
    peakWeight: decisions.reduce((peak, decision) => Math.max(peak, decision.weight), 0),
    phases: [...new Set(decisions.map((decision) => decision.status.phase))],
  };
}
