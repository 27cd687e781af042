/**
 * Time limits of one constant length: they expire in the order they were set, so that a ring does for them
 * what a heap would, and only its head competes with other events. An entry whose generation is no longer
 * its request's has been met.
 */
export class Deadlines {
  private time = new Float64Array(1024);
  private request = new Int32Array(1024);
  private generation = new Int32Array(1024);
  private head = 0;
  private length = 0;

  nextTime(): number {
    return this.length === 0 ? Number.POSITIVE_INFINITY : (this.time[this.head] as number);
  }

  nextRequest(): number {
    return this.request[this.head] as number;
  }

  nextGeneration(): number {
    return this.generation[this.head] as number;
  }

  drop(): void {
    this.head = (this.head + 1) & (this.time.length - 1);
    this.length--;
  }

  add(time: number, request: number, generation: number): void {
    if (this.length === this.time.length) this.grow();
    const at = (this.head + this.length++) & (this.time.length - 1);
    this.time[at] = time;
    this.request[at] = request;
    this.generation[at] = generation;
  }

  private grow(): void {
    const { time, request, generation, head, length } = this;
    this.time = new Float64Array(2 * length);
    this.request = new Int32Array(2 * length);
    this.generation = new Int32Array(2 * length);
    for (let i = 0; i < length; i++) {
      const from = (head + i) & (length - 1);
      this.time[i] = time[from] as number;
      this.request[i] = request[from] as number;
      this.generation[i] = generation[from] as number;
    }
    this.head = 0;
  }
}
