/**
 * The dependency that everybody calls: workers and an unbounded FIFO queue of attempt slots. Callers hold
 * their own worker while they wait here, so that a slow dependency fills the instances too.
 */
export class SharedStation {
  readonly workers: number;
  busy = 0;
  private ring = new Int32Array(1024);
  private head = 0;
  private length = 0;

  constructor(workers: number) {
    this.workers = workers;
  }

  enqueue(slot: number): void {
    if (this.length === this.ring.length) this.grow();
    this.ring[(this.head + this.length++) & (this.ring.length - 1)] = slot;
  }

  /** The next caller, −1 when nobody waits. */
  dequeue(): number {
    if (this.length === 0) return -1;
    const slot = this.ring[this.head] as number;
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.length--;
    return slot;
  }

  private grow(): void {
    const { ring, head, length } = this;
    this.ring = new Int32Array(2 * length);
    for (let i = 0; i < length; i++) this.ring[i] = ring[(head + i) & (length - 1)] as number;
    this.head = 0;
  }
}
