/**
 * A 4-ary heap of events ordered by (time, sequence), in struct-of-arrays. Four children a node halve the
 * levels of a binary heap (LaMarca and Ladner, "The influence of caches on the performance of heaps", 1996);
 * keys move through a hole, not by swaps. The first event is at place 0 of the columns.
 */
export class EventHeap {
  time: Float64Array;
  sequence: Uint32Array;
  slot: Int32Array;
  length = 0;

  constructor(capacity: number) {
    this.time = new Float64Array(capacity);
    this.sequence = new Uint32Array(capacity);
    this.slot = new Int32Array(capacity);
  }

  push(time: number, sequence: number, slot: number): void {
    if (this.length === this.time.length) this.grow();
    const { time: times, sequence: sequences, slot: slots } = this;
    let hole = this.length++;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      const t = times[parent] as number;
      if (t < time || (t === time && (sequences[parent] as number) < sequence)) break;
      times[hole] = t;
      sequences[hole] = sequences[parent] as number;
      slots[hole] = slots[parent] as number;
      hole = parent;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    slots[hole] = slot;
  }

  /** Removes the first event. */
  pop(): void {
    const { time: times, sequence: sequences, slot: slots } = this;
    const length = --this.length;
    const time = times[length] as number;
    const sequence = sequences[length] as number;
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
    slots[hole] = slots[length] as number;
  }

  private grow(): void {
    const { time, sequence, slot } = this;
    this.time = new Float64Array(2 * time.length);
    this.sequence = new Uint32Array(2 * time.length);
    this.slot = new Int32Array(2 * time.length);
    this.time.set(time);
    this.sequence.set(sequence);
    this.slot.set(slot);
  }
}
