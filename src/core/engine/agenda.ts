/**
 * The future event list: a 4-ary heap ordered by (time, sequence), in struct-of-arrays. Equal times leave
 * in the order they came. Four children a node halve the levels of a binary heap (LaMarca and Ladner,
 * "The influence of caches on the performance of heaps", 1996); keys move through a hole, not by swaps.
 *
 * An event is a slot, and its time is read from the array given at construction, so that no double
 * passes through a call, where it would be boxed.
 */
export class Agenda {
  private timeOf: Float64Array;
  private time: Float64Array;
  private sequence: Uint32Array;
  private slot: Int32Array;
  private length = 0;
  private counter = 0;

  /** `timeOf[slot]` is the time of a slot's event; each slot is on the agenda at most once. */
  constructor(timeOf: Float64Array) {
    this.timeOf = timeOf;
    this.time = new Float64Array(timeOf.length + 1).fill(Number.POSITIVE_INFINITY);
    this.sequence = new Uint32Array(timeOf.length + 1);
    this.slot = new Int32Array(timeOf.length + 1);
  }

  /** Takes a longer array of times; slots that are on the agenda keep theirs. */
  extend(timeOf: Float64Array): void {
    const { time, sequence, slot } = this;
    this.timeOf = timeOf;
    this.time = new Float64Array(timeOf.length + 1).fill(Number.POSITIVE_INFINITY);
    this.sequence = new Uint32Array(timeOf.length + 1);
    this.slot = new Int32Array(timeOf.length + 1);
    this.time.set(time);
    this.sequence.set(sequence);
    this.slot.set(slot);
  }

  get size(): number {
    return this.length;
  }

  /** Time of the first event, or infinity. */
  nextTime(): number {
    return this.time[0] as number;
  }

  /** Slot of the first event; meaningless when there is none. */
  nextSlot(): number {
    return this.slot[0] as number;
  }

  push(slot: number): void {
    const { time: times, sequence: sequences, slot: slots } = this;
    const time = this.timeOf[slot] as number;
    let hole = this.length++;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      const t = times[parent] as number;
      // A new event has the highest sequence, so on equal times it stays behind.
      if (t <= time) break;
      times[hole] = t;
      sequences[hole] = sequences[parent] as number;
      slots[hole] = slots[parent] as number;
      hole = parent;
    }
    times[hole] = time;
    sequences[hole] = this.counter++;
    slots[hole] = slot;
  }

  /** Removes the first event. */
  pop(): void {
    const last = --this.length;
    if (last > 0) this.siftDown(last);
    this.time[last] = Number.POSITIVE_INFINITY;
  }

  /** Removes the first event and adds another: cheaper than `pop` then `push`. */
  replace(slot: number): void {
    // The newcomer waits behind the last entry while the hole at the root sinks.
    const spare = this.length;
    this.time[spare] = this.timeOf[slot] as number;
    this.sequence[spare] = this.counter++;
    this.slot[spare] = slot;
    this.siftDown(spare);
    this.time[spare] = Number.POSITIVE_INFINITY;
  }

  /** Puts the entry at `source`, which is outside the heap, in the place of the root. */
  private siftDown(source: number): void {
    const { time: times, sequence: sequences, slot: slots, length } = this;
    const time = times[source] as number;
    const sequence = sequences[source] as number;
    let hole = 0;
    for (;;) {
      const first = 4 * hole + 1;
      if (first >= length) break;
      const end = Math.min(first + 4, length);
      let best = first;
      let bestTime = times[first] as number;
      for (let child = first + 1; child < end; child++) {
        const t = times[child] as number;
        if (t < bestTime || (t === bestTime && (sequences[child] as number) < (sequences[best] as number))) {
          best = child;
          bestTime = t;
        }
      }
      if (time < bestTime || (time === bestTime && sequence < (sequences[best] as number))) break;
      times[hole] = bestTime;
      sequences[hole] = sequences[best] as number;
      slots[hole] = slots[best] as number;
      hole = best;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    slots[hole] = slots[source] as number;
  }
}
