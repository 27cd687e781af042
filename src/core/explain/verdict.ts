import type { Recording } from "../model/index.ts";
import { blastRadius } from "../recording/index.ts";
import { clock, lasting } from "./clock.ts";

/** A run in one paragraph's worth of facts: what a summary on screen or paper is made of. */
export interface RunVerdict {
  readonly title: string;
  /** How the rollout ended and when, in one sentence. */
  readonly ending: string;
  /** The decision that settled it, in the controller's own words. */
  readonly because: string;
  readonly minutes: number;
  readonly requests: number;
  readonly requestsToCanary: number;
  readonly requestsHarmed: number;
  readonly usersHarmed: number;
  readonly usersHarmedThrice: number;
  /** Wrong answers in good form, and who got them. */
  readonly wrongAnswers: number;
  readonly usersMisled: number;
  readonly users: number;
}

/** What became of a run, and why. */
export function verdictOf(recording: Recording): RunVerdict {
  const { scenario, columns, decisions } = recording;
  const end = columns.length * recording.tick;
  const radius = blastRadius(recording, end);
  const settling = decisions.findLast((decision) => recording.endedAt === null || decision.at <= recording.endedAt);
  return {
    title: titleOf(recording),
    ending: endingOf(recording),
    because: settling?.note.because ?? "The controller decided nothing.",
    minutes: (recording.endedAt ?? end) / 60_000,
    requests: radius.answered.stable + radius.answered.canary,
    requestsToCanary: radius.answered.canary,
    requestsHarmed: radius.harmful.stable + radius.harmful.canary,
    usersHarmed: radius.usersHarmed,
    usersHarmedThrice: radius.usersHarmedThrice,
    wrongAnswers: radius.wrong,
    usersMisled: radius.usersMisled,
    users: scenario.world.users,
  };
}

const titles = { promoted: "Promoted", rolledBack: "Rolled back", unfinished: "Not finished" } as const;

/** Flagger can give up with the traffic still on the canary (F3.11): over, and not rolled back. */
function titleOf({ outcome, endedAt }: Recording): string {
  return outcome === "unfinished" && endedAt !== null ? "Promotion failed" : titles[outcome];
}

function endingOf({ outcome, endedAt, columns, tick, decisions }: Recording): string {
  if (endedAt !== null && outcome === "unfinished") {
    const weight = decisions.findLast((decision) => decision.at <= endedAt)?.weight ?? 0;
    return `The promotion failed at ${clock(endedAt)}, ${lasting(endedAt)} after it was noticed, and left ${weight}% of traffic on the canary.`;
  }
  if (endedAt !== null) {
    const what = outcome === "promoted" ? "promoted" : "rolled back";
    return `The release was ${what} at ${clock(endedAt)}, ${lasting(endedAt)} after it was noticed.`;
  }
  const phase = decisions.at(-1)?.status.phase ?? "nothing";
  return `The rollout had not ended by ${clock(columns.length * tick)}; its phase was ${phase}.`;
}
