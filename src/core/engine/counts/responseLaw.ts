import { bucketCount, bucketFloor, bucketOf } from "../../math/logHistogram.ts";
import { Multinomial } from "../../math/samplers/multinomial.ts";
import type { ServiceLaw } from "./serviceLaw.ts";
import type { Waits } from "./waits.ts";

const SECOND = 1000;
/** What lies beyond this much probability goes to the last bucket: 10⁶ requests meet it once in a million seconds. */
const NEGLIGIBLE = 1e-12;
/** Most ticks that an answer may take: the log buckets end at 131 s. */
export const longestDelay = 160;

/** Requests of one classic bucket that end the same number of ticks after the one in which they came. */
export interface Cell {
  readonly classic: number;
  readonly delay: number;
  readonly share: number;
  readonly mean: number;
  readonly variance: number;
  /** Worker seconds in the tick of arrival and in the tick of the answer; those between are full. */
  readonly firstBusy: number;
  readonly lastBusy: number;
  /** The cell's log buckets, the chance to be at or before each, and where to begin the search for it. */
  readonly buckets: Int32Array;
  readonly cumulative: Float64Array;
  readonly guide: Int32Array;
}

/** The law of a request's answer, if it comes anywhere in a part of a tick. */
export interface ResponseLaw {
  readonly cells: readonly Cell[];
  readonly split: Multinomial;
  /** Share of a latency in which a worker is held; the rest is waiting. */
  readonly held: number;
  readonly longest: number;
  /** Chance of a latency above so many ms. */
  beyond(ms: number): number;
}

/** A part of a tick, as shares of it. */
export interface Part {
  readonly from: number;
  readonly until: number;
}

interface Piece {
  readonly bucket: number;
  readonly classic: number;
  readonly middle: number;
  readonly chance: number;
}

/**
 * Service and waiting on the grid of the log buckets, cut at the classic bounds: P(response ≤ x) is the
 * service's cdf where nobody waits, else its average over x less the wait. A request that comes at an even
 * time of its tick ends in a later one with a chance that its latency decides.
 */
export function responseLaw(service: ServiceLaw, waits: Waits, bounds: readonly number[], part: Part): ResponseLaw {
  const cdf = responseCdf(service, waits);
  const pieces = piecesOf(cdf, bounds);
  const mean = pieces.reduce((sum, piece) => sum + piece.chance * piece.middle, 0);
  // A worker is held for the service only; how much of a latency was waiting is not known piece by piece.
  const held = Math.min(1, service.mean / mean);
  const cells = new Map<number, Draft>();
  for (const piece of pieces) {
    for (const ending of endings(piece.middle / SECOND, part)) {
      const key = ending.delay * 64 + piece.classic;
      const draft = cells.get(key) ?? new Draft(piece.classic, ending.delay);
      cells.set(key, draft);
      draft.add(piece, ending);
    }
  }
  const drafts = [...cells.values()].filter((draft) => draft.share > 0);
  return {
    cells: drafts.map((draft) => draft.cell(held)),
    split: new Multinomial(drafts.map((draft) => draft.share)),
    held,
    longest: Math.max(0, ...drafts.map((draft) => draft.delay)),
    beyond: (ms) => 1 - cdf(ms),
  };
}

function responseCdf(service: ServiceLaw, { chance, ms, weight }: Waits): (x: number) => number {
  if (chance === 0) return (x) => service.cdf(x);
  // Averages read the service's cdf between two log buckets, whose floors lie within 1.6% of each other.
  const table = Float64Array.from({ length: bucketCount }, (_, bucket) => service.cdf(bucketFloor(bucket)));
  const floors = Float64Array.from({ length: bucketCount }, (_, bucket) => bucketFloor(bucket));
  const between = (x: number): number => {
    if (x <= 0) return 0;
    const bucket = bucketOf(x);
    const low = table[bucket] as number;
    if (bucket + 1 >= bucketCount) return low;
    const floor = floors[bucket] as number;
    return low + (((table[bucket + 1] as number) - low) * (x - floor)) / ((floors[bucket + 1] as number) - floor);
  };
  return (x) => {
    let waited = 0;
    for (let i = 0; i < ms.length; i++) waited += (weight[i] as number) * between(x - (ms[i] as number));
    return (1 - chance) * service.cdf(x) + chance * waited;
  };
}

function piecesOf(cdf: (x: number) => number, bounds: readonly number[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let classic = 0;
  let low = 0;
  let below = 0;
  const add = (bucket: number, high: number, upTo: number): void => {
    if (upTo - below > 0) {
      const middle = high === Number.POSITIVE_INFINITY ? low : (low + high) / 2;
      pieces.push({ bucket, classic, middle, chance: upTo - below });
    }
    low = high;
    below = upTo;
  };
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const end = bucket + 1 < bucketCount ? bucketFloor(bucket + 1) : Number.POSITIVE_INFINITY;
    for (; (bounds[classic] ?? Number.POSITIVE_INFINITY) < end; classic++) {
      const bound = bounds[classic] as number;
      add(bucket, bound, Math.max(below, cdf(bound)));
    }
    const upTo = end === Number.POSITIVE_INFINITY ? 1 : Math.max(below, cdf(end));
    if (1 - upTo < NEGLIGIBLE && below > 0) {
      add(bucket, end, 1);
      break;
    }
    add(bucket, end, upTo);
  }
  return pieces;
}

interface Ending {
  readonly delay: number;
  readonly chance: number;
  /** Mean time from arrival to the end of that tick. */
  readonly left: number;
}

/** In which later tick a request of so many seconds ends, when it comes evenly in a part of its own. */
function endings(seconds: number, { from, until }: Part): readonly Ending[] {
  const whole = Math.floor(seconds);
  const turn = Math.min(until, Math.max(from, 1 - (seconds - whole)));
  const early = (turn - from) / (until - from);
  const ends: Ending[] = [];
  const delay = Math.min(longestDelay - 1, whole);
  if (early > 0) ends.push({ delay, chance: early, left: 1 - (from + turn) / 2 });
  if (early < 1)
    ends.push({ delay: Math.min(longestDelay - 1, whole + 1), chance: 1 - early, left: 1 - (turn + until) / 2 });
  return ends;
}

/** A cell in the making. */
class Draft {
  readonly classic: number;
  readonly delay: number;
  share = 0;
  private sum = 0;
  private squares = 0;
  private first = 0;
  private last = 0;
  private readonly buckets: number[] = [];
  private readonly chances: number[] = [];

  constructor(classic: number, delay: number) {
    this.classic = classic;
    this.delay = delay;
  }

  add({ bucket, middle, chance }: Piece, ending: Ending): void {
    const share = chance * ending.chance;
    const seconds = middle / SECOND;
    this.share += share;
    this.sum += share * middle;
    this.squares += share * middle * middle;
    this.first += share * (ending.delay === 0 ? seconds : ending.left);
    this.last += ending.delay === 0 ? 0 : share * Math.max(0, seconds - ending.left - (ending.delay - 1));
    this.buckets.push(bucket);
    this.chances.push(share);
  }

  cell(held: number): Cell {
    const { classic, delay, share } = this;
    const mean = this.sum / share;
    const cumulative = new Float64Array(this.chances.length);
    let below = 0;
    for (let i = 0; i < cumulative.length; i++) {
      below += this.chances[i] as number;
      cumulative[i] = below / share;
    }
    cumulative[cumulative.length - 1] = 1;
    return {
      classic,
      delay,
      share,
      mean,
      variance: Math.max(0, this.squares / share - mean * mean),
      firstBusy: (held * this.first) / share,
      lastBusy: (held * this.last) / share,
      buckets: Int32Array.from(this.buckets),
      cumulative,
      guide: guideOf(cumulative),
    };
  }
}

/** Where the search for u may begin: Chen and Asau, "On generating random variates from an empirical distribution" (1974). */
function guideOf(cumulative: Float64Array): Int32Array {
  const guide = new Int32Array(cumulative.length);
  let place = 0;
  for (let i = 0; i < guide.length; i++) {
    while ((cumulative[place] as number) <= i / guide.length) place++;
    guide[i] = place;
  }
  return guide;
}
