/** A cache that never drops anything: each key misses once since the last restart. */
export class UnboundedCache {
  private readonly present: Uint8Array;
  misses = 0;

  constructor(keys: number) {
    this.present = new Uint8Array(keys);
  }

  /** A request for a key: true when it was there. */
  touch(key: number): boolean {
    if (this.present[key] === 1) return true;
    this.present[key] = 1;
    this.misses++;
    return false;
  }

  /** A new process starts empty. */
  restart(): void {
    this.present.fill(0);
    this.misses = 0;
  }
}
