/**
 * Requests in flight, as parallel columns: what the user asked, whatever number of attempts it takes. Grows
 * by doubling; a slot's generation tells an answer that comes too late from one that is waited for.
 */
export class RequestSlots {
  capacity: number;
  arrivedAt: Float64Array;
  serviceMs: Float64Array;
  dependencyMs: Float64Array;
  dependencyLuck: Float64Array;
  slowness: Float64Array;
  touch: Float64Array;
  number: Int32Array;
  user: Int32Array;
  key: Int32Array;
  track: Uint8Array;
  /** Track of the first attempt: the request is counted there. */
  home: Uint8Array;
  attempt: Uint8Array;
  generation: Int32Array;
  /** Attempt slot that is waited for, −1 when there is none. */
  current: Int32Array;
  private free: Int32Array;
  private freeLength: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.arrivedAt = new Float64Array(capacity);
    this.serviceMs = new Float64Array(capacity);
    this.dependencyMs = new Float64Array(capacity);
    this.dependencyLuck = new Float64Array(capacity);
    this.slowness = new Float64Array(capacity);
    this.touch = new Float64Array(capacity);
    this.number = new Int32Array(capacity);
    this.user = new Int32Array(capacity);
    this.key = new Int32Array(capacity);
    this.track = new Uint8Array(capacity);
    this.home = new Uint8Array(capacity);
    this.attempt = new Uint8Array(capacity);
    this.generation = new Int32Array(capacity);
    this.current = new Int32Array(capacity);
    this.free = new Int32Array(capacity);
    this.freeLength = 0;
    for (let slot = capacity - 1; slot >= 0; slot--) this.free[this.freeLength++] = slot;
  }

  /** A free slot, or −1 when all are taken: then `grow`. */
  take(): number {
    return this.freeLength === 0 ? -1 : (this.free[--this.freeLength] as number);
  }

  give(slot: number): void {
    (this.generation[slot] as number)++;
    this.current[slot] = -1;
    this.free[this.freeLength++] = slot;
  }

  grow(): void {
    const from = this.capacity;
    const capacity = 2 * from;
    this.arrivedAt = doubled(this.arrivedAt);
    this.serviceMs = doubled(this.serviceMs);
    this.dependencyMs = doubled(this.dependencyMs);
    this.dependencyLuck = doubled(this.dependencyLuck);
    this.slowness = doubled(this.slowness);
    this.touch = doubled(this.touch);
    this.number = doubled(this.number);
    this.user = doubled(this.user);
    this.key = doubled(this.key);
    this.track = doubled(this.track);
    this.home = doubled(this.home);
    this.attempt = doubled(this.attempt);
    this.generation = doubled(this.generation);
    this.current = doubled(this.current);
    this.free = doubled(this.free);
    this.capacity = capacity;
    for (let slot = capacity - 1; slot >= from; slot--) this.free[this.freeLength++] = slot;
  }
}

function doubled<T extends Float64Array | Int32Array | Uint8Array>(column: T): T {
  const larger = new (column.constructor as new (length: number) => T)(2 * column.length);
  larger.set(column);
  return larger;
}
