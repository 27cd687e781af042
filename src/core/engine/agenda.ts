import { EventHeap } from "./eventHeap.ts";

/** Events that are kept sorted; those after them are in a heap. */
const NEAR = 32;
/** Places for them: they wander from front to back before they are moved to the front again. */
const PLACES = 256;

/**
 * The future event list, ordered by time; equal times leave in the order they came. The soonest events are
 * a sorted list: while few are pending, a new one finds its place by one loop that the processor guesses
 * right but at its end, where a heap asks a question at every level that nobody can guess. What does not
 * fit waits in a heap, so that a thousand events cost what they must.
 *
 * An event is a slot, and its time is read from the array given at construction, so that no double
 * passes through a call, where it would be boxed.
 */
export class Agenda {
  private timeOf: Float64Array;
  /** When each slot was pushed. */
  private sequenceOf: Uint32Array;
  /** The near events, from `head` to before `tail`, where the time is infinity. */
  private readonly time = new Float64Array(PLACES + 1).fill(Number.POSITIVE_INFINITY);
  private readonly slot = new Int32Array(PLACES + 1);
  private head = 0;
  private tail = 0;
  /** Nothing here is before anything near. */
  private readonly far = new EventHeap(64);
  private counter = 0;

  /** `timeOf[slot]` is the time of a slot's event; each slot is on the agenda at most once. */
  constructor(timeOf: Float64Array) {
    this.timeOf = timeOf;
    this.sequenceOf = new Uint32Array(timeOf.length);
  }

  /** Takes a longer array of times; slots that are on the agenda keep theirs. */
  extend(timeOf: Float64Array): void {
    const { sequenceOf } = this;
    this.timeOf = timeOf;
    this.sequenceOf = new Uint32Array(timeOf.length);
    this.sequenceOf.set(sequenceOf);
  }

  get size(): number {
    return this.tail - this.head + this.far.length;
  }

  /** Time of the first event, or infinity. */
  nextTime(): number {
    return this.time[this.head] as number;
  }

  /** Slot of the first event; meaningless when there is none. */
  nextSlot(): number {
    return this.slot[this.head] as number;
  }

  push(slot: number): void {
    const { time: times, slot: slots, head, tail } = this;
    const time = this.timeOf[slot] as number;
    this.sequenceOf[slot] = this.counter++;
    if (this.far.length > 0 && time >= (times[tail - 1] as number)) {
      this.far.push(time, this.sequenceOf[slot] as number, slot);
      return;
    }
    // What is new is more often late than soon, and stays behind those of its time.
    let place = tail;
    for (; place > head && (times[place - 1] as number) > time; place--) {
      times[place] = times[place - 1] as number;
      slots[place] = slots[place - 1] as number;
    }
    times[place] = time;
    slots[place] = slot;
    this.tail = tail + 1;
    times[tail + 1] = Number.POSITIVE_INFINITY;
    if (tail - head >= NEAR) this.pass();
    if (this.tail === PLACES) this.moveToFront();
  }

  /** Removes the first event. */
  pop(): void {
    if (++this.head === this.tail && this.far.length > 0) this.refill();
  }

  /** Removes the first event and adds another. */
  replace(slot: number): void {
    this.pop();
    this.push(slot);
  }

  /** The later half of what is near goes to the heap. */
  private pass(): void {
    const { time, slot, far, tail } = this;
    this.tail = tail - NEAR / 2;
    for (let place = this.tail; place < tail; place++)
      far.push(time[place] as number, this.sequenceOf[slot[place] as number] as number, slot[place] as number);
    time[this.tail] = Number.POSITIVE_INFINITY;
  }

  /** The soonest of the heap come near. */
  private refill(): void {
    const { time, slot, far } = this;
    this.head = 0;
    this.tail = Math.min(NEAR / 2, far.length);
    for (let place = 0; place < this.tail; place++) {
      time[place] = far.time[0] as number;
      slot[place] = far.slot[0] as number;
      far.pop();
    }
    time[this.tail] = Number.POSITIVE_INFINITY;
  }

  private moveToFront(): void {
    this.time.copyWithin(0, this.head, this.tail + 1);
    this.slot.copyWithin(0, this.head, this.tail);
    this.tail -= this.head;
    this.head = 0;
  }
}
