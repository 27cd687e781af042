import { Agenda } from "../agenda.ts";
import { fates, type RequestColumns } from "./requestColumns.ts";
import type { RequestStation, StationSpec } from "./stationSpec.ts";

/**
 * The event-driven FIFO station: departures and deadlines on agendas, state changed when it happens. For what
 * the arrival-driven `Station` cannot decide at arrival, and as the yardstick that it must equal byte for byte.
 */
export class EventStation implements RequestStation {
  private readonly requests: RequestColumns;
  private readonly workers: number;
  private readonly queueLimit: number;
  private readonly departures: Agenda;
  /** Deadlines of requests that may have been served since: nothing is removed from the middle of a heap. */
  private readonly deadlines: Agenda;
  private readonly deadline: Float64Array;
  private readonly ring: Int32Array;
  private head = 0;
  private tail = 0;
  private waiting = 0;
  private busy = 0;

  constructor(spec: StationSpec, requests: RequestColumns) {
    this.requests = requests;
    this.workers = spec.workers;
    this.queueLimit = spec.queueLimit;
    this.departures = new Agenda(requests.departure);
    this.deadline = new Float64Array(requests.capacity);
    this.deadlines = new Agenda(this.deadline);
    this.ring = new Int32Array(requests.capacity);
  }

  offer(slot: number): boolean {
    const { requests } = this;
    const at = requests.arrival[slot] as number;
    this.advance(at);
    if (this.busy < this.workers) {
      this.busy++;
      this.begin(slot, at);
      return true;
    }
    if (this.waiting >= this.queueLimit) {
      this.leave(slot, at, fates.refused);
      return false;
    }
    requests.fate[slot] = fates.pending;
    this.ring[this.tail++ % this.ring.length] = slot;
    this.waiting++;
    const deadline = at + (requests.patience[slot] as number);
    this.deadline[slot] = deadline;
    if (deadline < Number.POSITIVE_INFINITY) this.deadlines.push(slot);
    return true;
  }

  finish(): void {
    this.advance(Number.POSITIVE_INFINITY);
  }

  /** Departures go before deadlines, and both before the arrival of the same moment. */
  private advance(until: number): void {
    const { departures, deadlines, requests } = this;
    for (;;) {
      const departure = departures.nextTime();
      const deadline = deadlines.nextTime();
      if (departures.size > 0 && departure <= deadline && departure <= until) {
        departures.pop();
        this.busy--;
        this.next(departure);
      } else if (deadlines.size > 0 && deadline < departure && deadline <= until) {
        const slot = deadlines.nextSlot();
        deadlines.pop();
        if (requests.fate[slot] !== fates.pending) continue;
        this.waiting--;
        this.leave(slot, deadline, fates.abandoned);
      } else return;
    }
  }

  /** A worker is free: the first in the queue that has not left takes it. */
  private next(at: number): void {
    while (this.head < this.tail) {
      const slot = this.ring[this.head++ % this.ring.length] as number;
      if (this.requests.fate[slot] !== fates.pending) continue;
      this.waiting--;
      this.busy++;
      this.begin(slot, at);
      return;
    }
  }

  private begin(slot: number, at: number): void {
    const { requests } = this;
    requests.start[slot] = at;
    requests.departure[slot] = at + (requests.service[slot] as number);
    requests.fate[slot] = fates.served;
    this.departures.push(slot);
  }

  private leave(slot: number, at: number, fate: number): void {
    this.requests.start[slot] = this.requests.departure[slot] = at;
    this.requests.fate[slot] = fate;
  }
}
