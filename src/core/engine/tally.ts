import { bucketCount, bucketFloor, bucketOf } from "../math/logHistogram.ts";
import type { TickCounters } from "../model/index.ts";

/** Counters of the running tick. Plain arrays that are written in place: nothing is allocated per request. */
export class Tally implements TickCounters {
  readonly arrived = new Int32Array(2);
  readonly answered = new Int32Array(2);
  readonly failed = new Int32Array(2);
  readonly harmful = new Int32Array(2);
  readonly inFlight = new Int32Array(2);
  readonly attempts = new Int32Array(2);
  readonly attemptsFailed = new Int32Array(2);
  readonly busy = new Float64Array(2);
  readonly instances = new Int32Array(2);
  readonly latencySum = new Float64Array(2);
  readonly latency = new Int32Array(2 * bucketCount);
  readonly touched = new Int32Array(2 * bucketCount);
  readonly buckets: Int32Array;
  readonly attemptBuckets: Int32Array;
  readonly attemptLatencySum = new Float64Array(2);
  touchedLength = 0;
  usersHarmed = 0;
  usersHarmedThrice = 0;
  usersExposed = 0;
  rollbackSafe = 1;

  private readonly bounds: Float64Array;
  private readonly columns: number;
  /** The classic bucket in which each log bucket begins; at most one bound lies inside a log bucket. */
  private readonly classicOf: Uint8Array;

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
  addLatency(track: number, latencyMs: number): void {
    const bucket = bucketOf(latencyMs);
    const cell = track * bucketCount + bucket;
    if (this.latency[cell] === 0) this.touched[this.touchedLength++] = cell;
    (this.latency[cell] as number)++;
    let classic = this.classicOf[bucket] as number;
    while (latencyMs > (this.bounds[classic] as number)) classic++;
    (this.buckets[track * this.columns + classic] as number)++;
    (this.latencySum[track] as number) += latencyMs;
  }

  /** Adds one attempt that took the service `latencyMs`. */
  addAttempt(track: number, latencyMs: number): void {
    let classic = this.classicOf[bucketOf(latencyMs)] as number;
    while (latencyMs > (this.bounds[classic] as number)) classic++;
    (this.attemptBuckets[track * this.columns + classic] as number)++;
    (this.attemptLatencySum[track] as number) += latencyMs;
    (this.attempts[track] as number)++;
  }

  /** Starts the next tick. Levels (in flight, instances, users) stay. */
  reset(): void {
    for (let i = 0; i < this.touchedLength; i++) this.latency[this.touched[i] as number] = 0;
    this.touchedLength = 0;
    this.arrived.fill(0);
    this.answered.fill(0);
    this.failed.fill(0);
    this.harmful.fill(0);
    this.attempts.fill(0);
    this.attemptsFailed.fill(0);
    this.busy.fill(0);
    this.latencySum.fill(0);
    this.buckets.fill(0);
    this.attemptBuckets.fill(0);
    this.attemptLatencySum.fill(0);
  }
}
