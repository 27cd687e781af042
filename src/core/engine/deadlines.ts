import type { Request } from "./requestSlots.ts";

/**
 * Time limits of one constant length: they expire in the order they were set, so that a ring does for them
 * what a heap would, and only its head competes with other events. An entry whose generation is no longer
 * its request's has been met. Most are, and long before they are due, so that whoever adds one drops those
 * at the head: the ring stays as short as the requests in flight, and in the cache.
 */
export class Deadlines {
  private time = new Float64Array(64);
  private generation = new Int32Array(64);
  private request: (Request | null)[] = new Array<Request | null>(64).fill(null);
  private head = 0;
  private length = 0;

  nextTime(): number {
    return this.length === 0 ? Number.POSITIVE_INFINITY : (this.time[this.head] as number);
  }

  /** Takes the first one: its request, or null when that has met it. */
  expire(): Request | null {
    const request = this.request[this.head] as Request;
    const met = request.generation !== this.generation[this.head];
    this.drop();
    return met ? null : request;
  }

  /** A limit at `time` for the running attempt of a request. */
  add(time: number, request: Request): void {
    while (this.length > 0 && (this.request[this.head] as Request).generation !== this.generation[this.head])
      this.drop();
    if (this.length === this.time.length) this.grow();
    const at = (this.head + this.length++) & (this.time.length - 1);
    this.time[at] = time;
    this.request[at] = request;
    this.generation[at] = request.generation;
  }

  private drop(): void {
    this.head = (this.head + 1) & (this.time.length - 1);
    this.length--;
  }

  private grow(): void {
    const { time, request, generation, head, length } = this;
    this.time = new Float64Array(2 * length);
    this.request = new Array<Request | null>(2 * length).fill(null);
    this.generation = new Int32Array(2 * length);
    for (let i = 0; i < length; i++) {
      const from = (head + i) & (length - 1);
      this.time[i] = time[from] as number;
      this.request[i] = request[from] as Request;
      this.generation[i] = generation[from] as number;
    }
    this.head = 0;
  }
}
