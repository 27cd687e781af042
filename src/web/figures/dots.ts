import { type Columns, type Millis, type Recording, type Track, tracks } from "../../core/model/index.ts";
import { countsWithin, runningTotal } from "../../core/recording/index.ts";

/** How much one mark stands for and how long it travels, fixed for a run so that density means rate. */
export interface DotPlan {
  readonly cap: number;
  readonly requestsPerDot: number;
  readonly failuresPerDiamond: number;
  /** Simulated time from users to a pool at the service's usual latency. */
  readonly travel: Millis;
}

export interface Dot {
  readonly track: Track;
  readonly failed: boolean;
  /** 0 at the users, 1 at the balancer, 2 at the pool; a failure comes back from 2 to 0. */
  readonly place: number;
  /** Where it runs within the width of its edge, −1 to 1. */
  readonly lane: number;
  readonly slow: boolean;
}

/** A mark should take this long to cross, whatever the speed of the clock. */
const wallTravel: Millis = 1_100;
/** Beyond this a picture would show requests of minutes ago, long after the weight has changed. */
const longestTravel: Millis = 120_000;
const slowest = 2.4;
const nice = [1, 2, 3, 5, 8]
  .flatMap((digit) => [1, 10, 100, 1_000, 10_000].map((power) => digit * power))
  .sort((a, b) => a - b);

function niceAtLeast(value: number): number {
  return nice.find((candidate) => candidate >= value) ?? Math.ceil(value);
}

const peaks = new WeakMap<Columns, number>();

/** Most failures in any ten seconds of the recording. */
function peakFailures(recording: Recording): number {
  const { columns, tick } = recording;
  const known = peaks.get(columns);
  if (known !== undefined) return known;
  let peak = 0;
  for (let at = 10_000; at <= columns.length * tick; at += 10_000) {
    const { stable, canary } = countsWithin(recording, at, 10_000);
    peak = Math.max(peak, stable.failed + canary.failed);
  }
  peaks.set(columns, peak);
  return peak;
}

export function dotPlan(recording: Recording, speed: number, cap: number): DotPlan {
  const travel = Math.min(longestTravel, wallTravel * Math.max(1, speed));
  // Three quarters for requests and a quarter for failures, with room for those that travel slowly.
  const requests = (recording.scenario.world.requestsPerSecond * travel) / 1000;
  const failures = (peakFailures(recording) * travel) / 10_000;
  const requestsPerDot = niceAtLeast(requests / (0.62 * cap));
  // Failures are rare, so a diamond stands for fewer; but not so few that a healthy service looks ill.
  const fewest = Math.max(failures / (0.22 * cap), requestsPerDot / 10);
  const failuresPerDiamond = Math.min(requestsPerDot, niceAtLeast(fewest));
  return { cap, requestsPerDot, failuresPerDiamond, travel };
}

/** A fixed fraction from 0 to 1 for each mark: chance would draw another picture at each look. */
function scatter(index: number, salt: number): number {
  let mixed = Math.imul(index ^ (salt * 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/** The moment at which a running total reaches `count`, between ticks as if the tick's requests came evenly. */
function momentOf(
  total: (tick: number) => number,
  count: number,
  fromTick: number,
  toTick: number,
  tick: Millis,
): Millis {
  let low = fromTick;
  let high = toTick;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (total(middle) <= count) low = middle;
    else high = middle;
  }
  const grown = total(high) - total(low);
  return tick * (low + (grown === 0 ? 0 : (count - total(low)) / grown));
}

/** How much slower than usual this track answered around this time, from 0.8 to `slowest`. */
function slowness(recording: Recording, track: Track, at: Millis): number {
  const { answered, latencySum } = countsWithin(recording, at, 10_000)[track];
  if (answered === 0) return 1;
  const ratio = latencySum / answered / recording.scenario.world.service.latency.meanMs;
  return Math.min(slowest, Math.max(0.8, ratio));
}

interface Stream {
  readonly recording: Recording;
  readonly plan: DotPlan;
  readonly track: Track;
  readonly failed: boolean;
}

/** Marks of one kind on one track that are under way at `playhead`. */
function* underWay({ recording, plan, track, failed }: Stream, playhead: Millis): Generator<Dot> {
  const { columns, tick } = recording;
  const total = runningTotal(columns, failed ? "failed" : "arrived", track);
  const each = failed ? plan.failuresPerDiamond : plan.requestsPerDot;
  const salt = (failed ? 2 : 0) + tracks.indexOf(track) + 1;
  const fromTick = Math.max(0, Math.floor((playhead - plan.travel * slowest) / tick));
  const toTick = Math.min(columns.length, Math.ceil(playhead / tick));
  const last = Math.floor(total(toTick) / each);
  for (let index = Math.floor(total(fromTick) / each); index <= last; index++) {
    const count = (index + scatter(index, salt)) * each;
    if (count < total(fromTick) || count >= total(toTick)) continue;
    const start = momentOf(total, count, fromTick, toTick, tick);
    const slow = slowness(recording, track, start);
    // Only the way behind the balancer is as slow as the track.
    const first = plan.travel * 0.4;
    const second = plan.travel * 0.6 * slow;
    const gone = playhead - start;
    if (gone < 0 || gone >= first + second) continue;
    const place = failed
      ? gone < second
        ? 2 - gone / second
        : 1 - (gone - second) / first
      : gone < first
        ? gone / first
        : 1 + (gone - first) / second;
    yield { track, failed, place, lane: 2 * scatter(index, salt + 7) - 1, slow: slow > 1.6 };
  }
}

/** Every mark under way, failures first so that a full picture never drops them. */
export function dotsAt(recording: Recording, playhead: Millis, plan: DotPlan): readonly Dot[] {
  const dots: Dot[] = [];
  for (const failed of [true, false]) {
    for (const track of ["canary", "stable"] as const) {
      for (const dot of underWay({ recording, plan, track, failed }, playhead)) {
        if (dots.length >= plan.cap) return dots;
        dots.push(dot);
      }
    }
  }
  return dots;
}
