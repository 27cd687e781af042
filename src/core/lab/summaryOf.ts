import type { Columns, Recording } from "../model/index.ts";
import { blastRadius } from "../recording/index.ts";
import type { RunSummary } from "./expect.ts";

const minute = 60_000;
/** Cells of a row in a column that has a value for each track. */
const [stable, canary] = [0, 1];

/** What an expectation may ask of this run. */
export function summaryOf(recording: Recording): RunSummary {
  const { columns, decisions, outcome, endedAt, tick, scenario } = recording;
  const harm = blastRadius(recording, columns.length * tick);
  const decided = Math.min(columns.length, Math.floor(decidedAt(recording) / tick));
  const ticks = minute / tick;
  const arrived = (track: number): number => over(columns.arrived, track, decided - ticks, decided);
  const answeredByStable = over(columns.answered, stable, decided - 5 * ticks, decided);
  return {
    outcome,
    endedAtMs: endedAt,
    usersHarmed: harm.usersHarmed,
    usersHarmedThrice: harm.usersHarmedThrice,
    usersMisled: harm.usersMisled,
    requestsHarmed: harm.harmful.stable + harm.harmful.canary,
    peakWeight: decisions.reduce((peak, decision) => Math.max(peak, decision.weight), 0),
    requestsFailed: harm.failed.stable + harm.failed.canary,
    userShare: (100 * (columns.usersExposed[decided - 1] ?? 0)) / scenario.world.users,
    actualShare: percent(arrived(canary), arrived(stable) + arrived(canary)),
    stableErrors: percent(over(columns.failed, stable, decided - 5 * ticks, decided), answeredByStable),
    successByMinute: successByMinute(columns, ticks),
    rollbackSafe: columns.rollbackSafe[columns.length - 1] !== 0,
    phases: [...new Set(decisions.map((decision) => decision.status.phase))],
  };
}

/**
 * When the fate of the release was sealed: stable was told to run it, or it was taken back. After that
 * moment the tracks are no longer what they were. The end of the run where neither happened.
 */
function decidedAt({ decisions, endedAt, columns, tick }: Recording): number {
  const promotion = decisions.find(({ commands }) => commands.some(({ type }) => type === "promote"));
  return promotion?.at ?? endedAt ?? columns.length * tick;
}

function successByMinute(columns: Columns, ticks: number): readonly (number | null)[] {
  return Array.from({ length: Math.floor(columns.length / ticks) }, (_, index) => {
    const sum = (column: Int32Array): number =>
      over(column, stable, index * ticks, (index + 1) * ticks) +
      over(column, canary, index * ticks, (index + 1) * ticks);
    const answered = sum(columns.answered);
    return percent(answered - sum(columns.failed), answered);
  });
}

/** A track's sum over rows `from` to `to − 1`. */
function over(column: Int32Array, track: number, from: number, to: number): number {
  let sum = 0;
  for (let row = Math.max(0, from); row < to; row++) sum += column[2 * row + track] ?? 0;
  return sum;
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}
