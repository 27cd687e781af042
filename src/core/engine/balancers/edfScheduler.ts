/** Envoy takes a random number of pre-picks modulo this: UINT_MAX / 10 (E4). */
const MOST_PRE_PICKS = 429496729;

/**
 * Earliest deadline first: Envoy's weighted round robin (E4). Every pick takes the entry with the smallest
 * (deadline, insertion order) and puts it back at now + 1 / weight. A binary heap in parallel arrays; entries
 * are small integers. https://github.com/envoyproxy/envoy/blob/main/source/common/upstream/edf_scheduler.h
 */
export class EdfScheduler {
  private readonly deadline: Float64Array;
  private readonly order: Float64Array;
  private readonly entry: Int32Array;
  private size = 0;
  private now = 0;
  private nextOrder = 0;

  constructor(capacity: number) {
    this.deadline = new Float64Array(capacity);
    this.order = new Float64Array(capacity);
    this.entry = new Int32Array(capacity);
  }

  /**
   * Forgets everything and takes in the first `count` entries of `list`, with weights by entry, as if
   * `prePicks` picks had been made already.
   */
  start(list: ArrayLike<number>, count: number, options: { weights: ArrayLike<number>; prePicks: number }): void {
    const prePicks = options.prePicks % MOST_PRE_PICKS;
    this.size = 0;
    this.now = 0;
    this.nextOrder = 0;
    if (prePicks > 0) this.emulate(list, count, { weights: options.weights, prePicks });
    else for (let i = 0; i < count; i++) this.add(list[i] as number, options.weights[list[i] as number] as number);
  }

  /** The entry whose turn it is, −1 when there is none. It stays first until `again` gives it its next turn. */
  next(): number {
    if (this.size === 0) return -1;
    this.now = this.deadline[0] as number;
    return this.entry[0] as number;
  }

  /** Puts the entry that `next` gave back, with the weight it has now. */
  again(weight: number): void {
    this.sink(this.now + 1 / weight, this.nextOrder++, this.entry[0] as number);
  }

  private add(entry: number, weight: number): void {
    this.rise(this.now + 1 / weight, this.nextOrder++, entry);
  }

  /**
   * Whole rounds of the picks are given to each entry at once, the rest is picked. The epsilon keeps weights
   * from being multiples of each other, and one round is taken back where rounding gave one too many (E4).
   */
  private emulate(
    list: ArrayLike<number>,
    count: number,
    { weights, prePicks }: { weights: ArrayLike<number>; prePicks: number },
  ): void {
    const augmented = (i: number): number => (weights[list[i] as number] as number) + 1e-13;
    let sum = 0;
    for (let i = 0; i < count; i++) sum += augmented(i);
    let left = prePicks;
    for (let i = 0; i < count; i++) {
      const weight = augmented(i);
      let rounds = Math.floor((weight * prePicks) / sum);
      if (rounds > 0 && rounds / weight >= prePicks / sum) rounds--;
      this.rise((rounds + 1) / weight, i, list[i] as number);
      this.now = Math.max(this.now, rounds / weight);
      left -= rounds;
    }
    this.nextOrder = count;
    for (; left > 0 && this.size > 0; left--) this.again(weights[this.next()] as number);
  }

  private before(deadline: number, order: number, at: number): boolean {
    const other = this.deadline[at] as number;
    return deadline < other || (deadline === other && order < (this.order[at] as number));
  }

  private rise(deadline: number, order: number, entry: number): void {
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.before(deadline, order, parent)) break;
      this.move(parent, hole);
      hole = parent;
    }
    this.write(hole, deadline, order, entry);
  }

  /** Replaces the first entry. */
  private sink(deadline: number, order: number, entry: number): void {
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= this.size) break;
      const right = child + 1;
      if (right < this.size && this.before(this.deadline[right] as number, this.order[right] as number, child)) child++;
      if (this.before(deadline, order, child)) break;
      this.move(child, hole);
      hole = child;
    }
    this.write(hole, deadline, order, entry);
  }

  private move(from: number, to: number): void {
    this.write(to, this.deadline[from] as number, this.order[from] as number, this.entry[from] as number);
  }

  private write(at: number, deadline: number, order: number, entry: number): void {
    this.deadline[at] = deadline;
    this.order[at] = order;
    this.entry[at] = entry;
  }
}
