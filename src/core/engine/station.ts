import { fates, type RequestColumns } from "./queueing/requestColumns.ts";
import type { RequestStation, StationSpec } from "./queueing/stationSpec.ts";

/**
 * The arrival-driven FIFO station: no events, only the times at which each worker becomes free.
 * Kiefer and Wolfowitz, "On the theory of queues with many servers", Trans. AMS 78 (1955); Lindley's recursion
 * for one worker. Exactly the event-driven result wherever `stationPath` says so: with queue limits too,
 * since starts are non-decreasing, so that a ring of the times at which places are given back is the queue.
 */
export class Station implements RequestStation {
  private readonly requests: RequestColumns;
  /** Times at which the workers become free, as a binary heap. */
  private readonly free: Float64Array;
  private readonly queueLimit: number;
  /** When the waiting requests leave the queue; null when it has no bound and nobody asks. */
  private readonly leaving: Float64Array | null;
  private head = 0;
  private waiting = 0;

  constructor(spec: StationSpec, requests: RequestColumns) {
    this.requests = requests;
    this.free = new Float64Array(spec.workers).fill(Number.NEGATIVE_INFINITY);
    this.queueLimit = spec.queueLimit;
    this.leaving = spec.queueLimit === Number.POSITIVE_INFINITY ? null : new Float64Array(spec.queueLimit);
  }

  offer(slot: number): boolean {
    const { requests, free } = this;
    const at = requests.arrival[slot] as number;
    const earliest = free[0] as number;
    if (earliest > at) {
      if (this.leaving !== null && this.isFull(slot)) {
        requests.start[slot] = requests.departure[slot] = at;
        requests.fate[slot] = fates.refused;
        return false;
      }
      // A departure at the very moment of the deadline still serves.
      const deadline = at + (requests.patience[slot] as number);
      const leaves = Math.min(deadline, earliest);
      requests.start[slot] = leaves;
      if (this.leaving !== null) this.enqueue(slot);
      if (deadline < earliest) {
        requests.departure[slot] = deadline;
        requests.fate[slot] = fates.abandoned;
        return true;
      }
    } else {
      requests.start[slot] = at;
    }
    requests.departure[slot] = (requests.start[slot] as number) + (requests.service[slot] as number);
    requests.fate[slot] = fates.served;
    this.occupy(slot);
    return true;
  }

  /** Everything was decided at arrival. */
  finish(): void {}

  /** Gives back the places of those who left by now, and says whether none is free. */
  private isFull(slot: number): boolean {
    const leaving = this.leaving as Float64Array;
    const at = this.requests.arrival[slot] as number;
    while (this.waiting > 0 && (leaving[this.head] as number) <= at) {
      this.head = this.head + 1 === leaving.length ? 0 : this.head + 1;
      this.waiting--;
    }
    return this.waiting >= this.queueLimit;
  }

  private enqueue(slot: number): void {
    const leaving = this.leaving as Float64Array;
    const end = this.head + this.waiting++;
    leaving[end >= leaving.length ? end - leaving.length : end] = this.requests.start[slot] as number;
  }

  /** The earliest free worker is busy until the request in `slot` departs. */
  private occupy(slot: number): void {
    const { free } = this;
    const until = this.requests.departure[slot] as number;
    const workers = free.length;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= workers) break;
      if (child + 1 < workers && (free[child + 1] as number) < (free[child] as number)) child++;
      if ((free[child] as number) >= until) break;
      free[hole] = free[child] as number;
      hole = child;
    }
    free[hole] = until;
  }
}
