import { type Decision, type Millis, type Recording, type Track, tracks, type Weight } from "../model/index.ts";
import { type ByTrack, type Counts, countsWithin, ticksEnded } from "./windowed.ts";

/** The span that "now" means on a page: long enough to hold still, short enough to follow a step. */
export const recently: Millis = 60_000;

/** Everything that a page shows of one instant. */
export interface Moment {
  /** Weight asked for, percent. */
  readonly asked: Weight;
  /** Share of the last minute's arrivals that met the canary, percent; null where nobody came. */
  readonly served: number | null;
  /** Counts of the last minute. */
  readonly recent: ByTrack<Counts>;
  readonly usersHarmed: number;
  readonly usersHarmedThrice: number;
  readonly usersExposed: number;
  readonly inFlight: ByTrack<number>;
  readonly instances: ByTrack<number>;
  /** Share of worker time in use during the last minute; null where no instance runs. */
  readonly utilisation: ByTrack<number | null>;
  /** Place of the last decision in `recording.decisions`, −1 before the first. */
  readonly decisionIndex: number;
  readonly decision: Decision | null;
}

/** Place of the last decision made by this time; −1 when there is none. */
export function decisionIndexAt(decisions: readonly Decision[], at: Millis): number {
  let low = 0;
  let high = decisions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((decisions[middle]?.at ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function byTrack<T>(value: (track: Track, side: number) => T): ByTrack<T> {
  return { stable: value("stable", 0), canary: value("canary", 1) };
}

function utilisation(recording: Recording, track: Track, ended: number, busy: number): number | null {
  const from = Math.max(0, ended - Math.round(recently / recording.tick));
  const side = tracks.indexOf(track);
  let instanceTicks = 0;
  for (let tick = from; tick < ended; tick++) instanceTicks += recording.columns.instances[2 * tick + side] ?? 0;
  const workerSeconds = (instanceTicks * recording.scenario.world.service.workers * recording.tick) / 1000;
  return workerSeconds === 0 ? null : busy / workerSeconds;
}

/** Before the first second has ended, stable has its instances and the canary none. */
function atStart(recording: Recording, track: Track): number {
  return track === "stable" ? recording.scenario.world.service.instances.stable : 0;
}

/** What the recording knows at the playhead. */
export function momentAt(recording: Recording, playhead: Millis): Moment {
  const { columns, decisions } = recording;
  const ended = ticksEnded(recording, playhead);
  const last = ended - 1;
  const recent = countsWithin(recording, playhead, recently);
  const arrived = recent.stable.arrived + recent.canary.arrived;
  const decisionIndex = decisionIndexAt(decisions, playhead);
  const decision = decisions[decisionIndex] ?? null;
  return {
    // The decision is newer than the last whole tick, so a jump shows at once.
    asked: decision?.weight ?? columns.asked[last] ?? 0,
    served: arrived === 0 ? null : (100 * recent.canary.arrived) / arrived,
    recent,
    usersHarmed: columns.usersHarmed[last] ?? 0,
    usersHarmedThrice: columns.usersHarmedThrice[last] ?? 0,
    usersExposed: columns.usersExposed[last] ?? 0,
    inFlight: byTrack((_, side) => columns.inFlight[2 * last + side] ?? 0),
    instances: byTrack((track, side) => columns.instances[2 * last + side] ?? atStart(recording, track)),
    utilisation: byTrack((track) => utilisation(recording, track, ended, recent[track].busy)),
    decisionIndex,
    decision,
  };
}
