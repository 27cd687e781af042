import { Agenda } from "../agenda.ts";
import type { RequestColumns } from "./requestColumns.ts";
import type { RequestStation } from "./stationSpec.ts";

/**
 * Refused requests wait in an orbit and try again, without limit. The time of a failure is known when it
 * happens, so retries are only future arrivals: a small heap of them merged with the fresh ones, before
 * either kind of station. `requests.arrival` holds the time of the last attempt.
 */
export class RetrialQueue {
  /** Time of the first attempt, and how many there were. */
  readonly first: Float64Array;
  readonly attempts: Uint32Array;
  readonly firstRefused: Uint8Array;
  private readonly requests: RequestColumns;
  private readonly station: RequestStation;
  private readonly orbit: Agenda;
  private readonly delays: Float64Array;
  private readonly refill: (block: Float64Array) => void;
  private delay = 0;

  /** `refill` draws the waits between attempts; they belong to the policy, so they have a stream of their own. */
  constructor(requests: RequestColumns, station: RequestStation, refill: (block: Float64Array) => void) {
    this.requests = requests;
    this.station = station;
    this.refill = refill;
    this.first = Float64Array.from(requests.arrival);
    this.attempts = new Uint32Array(requests.capacity);
    this.firstRefused = new Uint8Array(requests.capacity);
    this.orbit = new Agenda(requests.arrival);
    this.delays = new Float64Array(256);
    refill(this.delays);
  }

  /** Runs until the first `count` requests are in; false when the fresh arrivals ran out before. */
  run(count: number): boolean {
    const { first, orbit } = this;
    const { capacity } = this.requests;
    let out = count;
    for (let fresh = 0; fresh < capacity || orbit.size > 0; ) {
      if (out === 0) return true;
      const arrives = fresh < capacity ? (first[fresh] as number) : Number.POSITIVE_INFINITY;
      if (orbit.size > 0 && orbit.nextTime() <= arrives) {
        const slot = orbit.nextSlot();
        orbit.pop();
        if (this.attempt(slot) && slot < count) out--;
      } else {
        if (fresh === capacity) return false;
        const slot = fresh++;
        if (this.attempt(slot)) {
          if (slot < count) out--;
        } else this.firstRefused[slot] = 1;
      }
    }
    return out === 0;
  }

  private attempt(slot: number): boolean {
    (this.attempts[slot] as number)++;
    if (this.station.offer(slot)) return true;
    if (this.delay === this.delays.length) {
      this.refill(this.delays);
      this.delay = 0;
    }
    const { arrival } = this.requests;
    arrival[slot] = (arrival[slot] as number) + (this.delays[this.delay++] as number);
    this.orbit.push(slot);
    return false;
  }
}
