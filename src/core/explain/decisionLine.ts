import type { Decision, Verdict } from "../model/index.ts";
import { clock } from "./clock.ts";

const marks: Readonly<Record<Verdict, string>> = { pass: "✓", fail: "◆", hold: "‖", info: "·" };

/** Room for `12:00:10`: an interval need not be whole minutes. */
const timeWidth = 8;

/**
 * One decision as one line: time, mark, the tool's phase, routed weight, failed checks, what was decided
 * and why. Command line, golden logs and the page's log are this line.
 */
export function decisionLine(decision: Decision): string {
  const { note, status } = decision;
  return [
    clock(decision.at).padEnd(timeWidth),
    marks[note.verdict],
    status.phase.padEnd(16),
    `${formatWeight(decision.weight)}%`.padStart(5),
    `${status.failedChecks}/${status.failedChecksLimit}`.padStart(5),
    ` ${note.headline}. ${note.because}`,
  ].join(" ");
}

/** Names of the columns of `decisionLine`, aligned with them. */
export const decisionHeader = `${"time".padEnd(timeWidth)}   ${"phase".padEnd(16)} ${"weight".padStart(5)} ${"fails".padStart(4)}  decision`;

function formatWeight(weight: number): string {
  return String(Math.round(weight * 100) / 100);
}
