/**
 * The instances of both tracks: busy workers and a bounded FIFO queue each. Stable's instances come first.
 * Queues are rings of request slots in one array, a power of two long.
 */
export class Pool {
  readonly workers: number;
  readonly queueLimit: number;
  /** Index of a track's first instance, and how many of them take requests now. */
  readonly first: Int32Array;
  readonly serving: Int32Array;
  readonly busy: Int32Array;
  readonly queued: Int32Array;
  private readonly head: Int32Array;
  private readonly ring: Int32Array;
  private readonly mask: number;

  constructor(sizes: { stable: number; canary: number; workers: number; queue: number }) {
    const instances = sizes.stable + sizes.canary;
    this.workers = sizes.workers;
    this.queueLimit = sizes.queue;
    this.first = Int32Array.of(0, sizes.stable);
    this.serving = Int32Array.of(sizes.stable, 0);
    this.busy = new Int32Array(instances);
    this.queued = new Int32Array(instances);
    this.head = new Int32Array(instances);
    const length = powerOfTwoAtLeast(Math.max(1, sizes.queue));
    this.ring = new Int32Array(instances * length);
    this.mask = length - 1;
  }

  /** Least active requests of two instances drawn at random, as Envoy's least-request does with equal weights. */
  pick(track: number, uniform: number): number {
    const count = this.serving[track] as number;
    if (count === 0) return -1;
    const first = this.first[track] as number;
    const scaled = uniform * count;
    const offset = Math.floor(scaled);
    const one = first + offset;
    // The fraction left over is an independent uniform: n ≤ 1,000 takes 10 of the 53 bits.
    const two = first + Math.floor((scaled - offset) * count);
    return this.active(two) < this.active(one) ? two : one;
  }

  active(instance: number): number {
    return (this.busy[instance] as number) + (this.queued[instance] as number);
  }

  enqueue(instance: number, slot: number): void {
    const at = ((this.head[instance] as number) + (this.queued[instance] as number)) & this.mask;
    this.ring[instance * (this.mask + 1) + at] = slot;
    (this.queued[instance] as number)++;
  }

  dequeue(instance: number): number {
    const head = this.head[instance] as number;
    this.head[instance] = (head + 1) & this.mask;
    (this.queued[instance] as number)--;
    return this.ring[instance * (this.mask + 1) + head] as number;
  }
}

function powerOfTwoAtLeast(n: number): number {
  let power = 1;
  while (power < n) power *= 2;
  return power;
}
