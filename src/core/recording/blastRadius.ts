import { type Millis, type Recording, tracks } from "../model/index.ts";
import { type ByTrack, countsOverTicks, ticksEnded } from "./windowed.ts";

/** Who paid for the release so far. */
export interface BlastRadius {
  readonly answered: ByTrack<number>;
  readonly failed: ByTrack<number>;
  /** Of the failed, those that the healthy twin would have answered well. */
  readonly harmful: ByTrack<number>;
  /** Answered in good form with wrong data, and the users who got such an answer. */
  readonly wrong: number;
  readonly usersMisled: number;
  readonly usersHarmed: number;
  readonly usersHarmedThrice: number;
  readonly usersExposed: number;
}

/** Requests and users that the release has touched and harmed until this time. */
export function blastRadius(recording: Recording, until: Millis): BlastRadius {
  const { columns } = recording;
  const ended = ticksEnded(recording, until);
  const [stable, canary] = tracks.map((track) => countsOverTicks(columns, track, 0, ended));
  if (stable === undefined || canary === undefined) throw new Error("a recording has two tracks");
  return {
    answered: { stable: stable.answered, canary: canary.answered },
    failed: { stable: stable.failed, canary: canary.failed },
    harmful: { stable: stable.harmful, canary: canary.harmful },
    wrong: stable.wrong + canary.wrong,
    usersMisled: columns.usersMisled[ended - 1] ?? 0,
    usersHarmed: columns.usersHarmed[ended - 1] ?? 0,
    usersHarmedThrice: columns.usersHarmedThrice[ended - 1] ?? 0,
    usersExposed: columns.usersExposed[ended - 1] ?? 0,
  };
}
