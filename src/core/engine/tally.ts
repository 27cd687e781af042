import { bucketCount, bucketFloor, bucketsInto } from "../math/logHistogram.ts";
import type { TickCounters } from "../model/index.ts";

/**
 * Sums of times are kept in whole units of 2⁻²⁰ ms, about a nanosecond: sums of integers do not depend on their
 * order, so that whoever counts the same things in another order arrives at the same bytes.
 */
const UNITS = 1_048_576;

/**
 * A span in ms as a whole number of units. `Math.round` says the same, by way of a branch that the processor guesses
 * wrong half of the time.
 */
export function unitsOf(ms: number): number {
  return Math.floor(ms * UNITS + 0.5);
}

/** What waits in one block to be counted. */
const BLOCK = 256;
/** What a latency is of; bit 2 and 3 hold the tracks of request and attempt. */
const REQUEST = 1;
const ATTEMPT = 2;

/**
 * Counters of the running tick. Plain arrays that are written in place: nothing is allocated per request.
 * Latencies wait in a block and are counted together, in the order they came: a loop that does nothing else
 * reads all their exponents through one view, and an attempt that is the whole request is looked up once.
 */
export class Tally implements TickCounters {
  readonly arrived = new Int32Array(2);
  readonly answered = new Int32Array(2);
  readonly failed = new Int32Array(2);
  readonly harmful = new Int32Array(2);
  readonly wrong = new Int32Array(2);
  readonly inFlight = new Int32Array(2);
  readonly attempts = new Int32Array(2);
  readonly attemptsFailed = new Int32Array(2);
  /** In units until the tick is closed, then in seconds. */
  readonly busy = new Float64Array(2);
  readonly instances = new Int32Array(2);
  /** These sums are in units until the tick is closed, then in ms. */
  readonly latencySum = new Float64Array(2);
  readonly latency = new Int32Array(2 * bucketCount);
  readonly touched = new Int32Array(2 * bucketCount);
  readonly buckets: Int32Array;
  readonly attemptBuckets: Int32Array;
  readonly attemptLatencySum = new Float64Array(2);
  touchedLength = 0;
  usersHarmed = 0;
  usersHarmedThrice = 0;
  usersMisled = 0;
  usersExposed = 0;
  rollbackSafe = 1;

  private readonly bounds: Float64Array;
  private readonly columns: number;
  /** The classic bucket in which each log bucket begins; at most one bound lies inside a log bucket. */
  private readonly classicOf: Uint8Array;
  private readonly latencies = new Float64Array(BLOCK);
  private readonly words = new Int32Array(this.latencies.buffer);
  private readonly bucketOf = new Int32Array(BLOCK);
  private readonly kinds = new Uint8Array(BLOCK);
  private waiting = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = Float64Array.from([...bounds, Number.POSITIVE_INFINITY]);
    this.columns = this.bounds.length;
    this.buckets = new Int32Array(2 * this.columns);
    this.attemptBuckets = new Int32Array(2 * this.columns);
    this.classicOf = Uint8Array.from({ length: bucketCount }, (_, bucket) =>
      this.bounds.findIndex((bound) => bucketFloor(bucket) <= bound),
    );
  }

  /** Adds one answered request of `latencyMs` on a track (0 stable, 1 canary). */
  addRequest(track: number, latencyMs: number): void {
    this.latencies[this.waiting] = latencyMs;
    this.kinds[this.waiting] = REQUEST + 4 * track;
    if (++this.waiting === BLOCK) this.count();
  }

  /** Adds one attempt that took the service `latencyMs`. */
  addAttempt(track: number, latencyMs: number): void {
    this.latencies[this.waiting] = latencyMs;
    this.kinds[this.waiting] = ATTEMPT + 8 * track;
    if (++this.waiting === BLOCK) this.count();
  }

  /** Adds a request and its only attempt, which both took `latencyMs`. */
  addBoth(track: number, latencyMs: number): void {
    this.latencies[this.waiting] = latencyMs;
    this.kinds[this.waiting] = REQUEST + ATTEMPT + 12 * track;
    if (++this.waiting === BLOCK) this.count();
  }

  /** Ends the tick: all that was added is counted. */
  close(): void {
    this.count();
    for (let track = 0; track < 2; track++) {
      let answered = 0;
      let attempts = 0;
      for (let column = track * this.columns; column < (track + 1) * this.columns; column++) {
        answered += this.buckets[column] as number;
        attempts += this.attemptBuckets[column] as number;
      }
      (this.latencySum[track] as number) /= UNITS;
      (this.attemptLatencySum[track] as number) /= UNITS;
      (this.busy[track] as number) /= 1000 * UNITS;
      this.answered[track] = answered;
      this.attempts[track] = attempts;
      (this.inFlight[track] as number) += (this.arrived[track] as number) - answered;
    }
  }

  private count(): void {
    const { latencies, kinds, bucketOf, classicOf, bounds, columns, waiting } = this;
    const { latency, touched, buckets, latencySum, attemptBuckets, attemptLatencySum } = this;
    let { touchedLength } = this;
    bucketsInto(bucketOf, this.words, waiting);
    for (let i = 0; i < waiting; i++) {
      const ms = latencies[i] as number;
      const units = unitsOf(ms);
      const kind = kinds[i] as number;
      const bucket = bucketOf[i] as number;
      let classic = classicOf[bucket] as number;
      while (ms > (bounds[classic] as number)) classic++;
      if ((kind & REQUEST) !== 0) {
        const track = (kind >> 2) & 1;
        const cell = track * bucketCount + bucket;
        const before = latency[cell] as number;
        if (before === 0) touched[touchedLength++] = cell;
        latency[cell] = before + 1;
        (buckets[track * columns + classic] as number)++;
        (latencySum[track] as number) += units;
      }
      if ((kind & ATTEMPT) !== 0) {
        const track = kind >> 3;
        (attemptBuckets[track * columns + classic] as number)++;
        (attemptLatencySum[track] as number) += units;
      }
    }
    this.touchedLength = touchedLength;
    this.waiting = 0;
  }

  /** Starts the next tick. Levels (in flight, instances, users) stay. */
  reset(): void {
    for (let i = 0; i < this.touchedLength; i++) this.latency[this.touched[i] as number] = 0;
    this.touchedLength = 0;
    for (let track = 0; track < 2; track++) {
      this.arrived[track] = 0;
      this.answered[track] = 0;
      this.failed[track] = 0;
      this.harmful[track] = 0;
      this.wrong[track] = 0;
      this.attempts[track] = 0;
      this.attemptsFailed[track] = 0;
      this.busy[track] = 0;
      this.latencySum[track] = 0;
      this.attemptLatencySum[track] = 0;
    }
    this.buckets.fill(0);
    this.attemptBuckets.fill(0);
  }
}
