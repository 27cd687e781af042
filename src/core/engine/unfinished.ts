import type { Demanded } from "./encounter.ts";

/** What will be counted when it ends: a request with its only attempt, or one of the two. */
export const endings = { whole: 0, attempt: 1, request: 2 } as const;

/** What will become of a request, or of an attempt that nobody waits for. One object, used again and again. */
export class Course implements Demanded {
  // Doubles start as NaN, since V8 would give a field that starts at 0 another form, and then change it.
  serviceMs: number = Number.NaN;
  slowness: number = Number.NaN;
  luck: number = Number.NaN;
  touch: number = Number.NaN;
  /** When it came, when its service starts, and when it ends. */
  from: number = Number.NaN;
  start: number = Number.NaN;
  end: number = Number.NaN;
  user = 0;
  session = 0;
  key = 0;
  number = 0;
  ending = 0;
  track = 0;
  fate = 0;
  isNew = false;
}

/** What has begun and ends in a later tick, as columns. It is few: what was in flight when the tick ended. */
export class Unfinished {
  length = 0;
  private ending = new Uint8Array(64);
  private track = new Uint8Array(64);
  private fate = new Uint8Array(64);
  private isNew = new Uint8Array(64);
  private user = new Int32Array(64);
  private number = new Float64Array(64);
  private from = new Float64Array(64);
  private start = new Float64Array(64);
  private end = new Float64Array(64);

  add(course: Course): void {
    if (this.length === this.ending.length) this.grow();
    const row = this.length++;
    this.ending[row] = course.ending;
    this.track[row] = course.track;
    this.fate[row] = course.fate;
    this.isNew[row] = course.isNew ? 1 : 0;
    this.user[row] = course.user;
    this.number[row] = course.number;
    this.from[row] = course.from;
    this.start[row] = course.start;
    this.end[row] = course.end;
  }

  read(row: number, into: Course): void {
    into.ending = this.ending[row] as number;
    into.track = this.track[row] as number;
    into.fate = this.fate[row] as number;
    into.isNew = this.isNew[row] === 1;
    into.user = this.user[row] as number;
    into.number = this.number[row] as number;
    into.from = this.from[row] as number;
    into.start = this.start[row] as number;
    into.end = this.end[row] as number;
  }

  private grow(): void {
    const { ending, track, fate, isNew, user, number, from, start, end } = this;
    const length = 2 * this.length;
    this.ending = new Uint8Array(length);
    this.track = new Uint8Array(length);
    this.fate = new Uint8Array(length);
    this.isNew = new Uint8Array(length);
    this.user = new Int32Array(length);
    this.number = new Float64Array(length);
    this.from = new Float64Array(length);
    this.start = new Float64Array(length);
    this.end = new Float64Array(length);
    this.ending.set(ending);
    this.track.set(track);
    this.fate.set(fate);
    this.isNew.set(isNew);
    this.user.set(user);
    this.number.set(number);
    this.from.set(from);
    this.start.set(start);
    this.end.set(end);
  }
}
