const NONE = -1;

/**
 * A cache of keys 0 … keys − 1 that drops the least recently used, as a doubly linked list in typed arrays:
 * index `keys` is the anchor, whose successor is the most recent.
 */
export class LruCache {
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly anchor: number;
  private readonly capacity: number;
  private size = 0;

  constructor(keys: number, capacity: number) {
    this.anchor = keys;
    this.capacity = capacity;
    this.next = new Int32Array(keys + 1).fill(NONE);
    this.previous = new Int32Array(keys + 1).fill(NONE);
    this.next[keys] = this.previous[keys] = keys;
  }

  /** A request for a key: true when it was there. Either way it is the most recent afterwards. */
  touch(key: number): boolean {
    const hit = this.next[key] !== NONE;
    if (hit) this.unlink(key);
    else if (this.capacity === 0) return false;
    else if (this.size === this.capacity) {
      const oldest = this.previous[this.anchor] as number;
      this.unlink(oldest);
      this.next[oldest] = NONE;
    } else this.size++;
    const { next, previous, anchor } = this;
    const first = next[anchor] as number;
    next[key] = first;
    previous[key] = anchor;
    previous[first] = key;
    next[anchor] = key;
    return hit;
  }

  private unlink(key: number): void {
    const after = this.next[key] as number;
    const before = this.previous[key] as number;
    this.next[before] = after;
    this.previous[after] = before;
  }
}
