/** What a user asked, whatever number of attempts it takes. */
export class Request {
  readonly slot: number;
  /** Its place among the agenda's times. */
  readonly event: number;
  // Doubles start as NaN, since V8 would give a field that starts at 0 another form, and then change it.
  arrivedAt: number = Number.NaN;
  serviceMs: number = Number.NaN;
  slowness: number = Number.NaN;
  /** Draws of the attempt that starts next. */
  luck: number = Number.NaN;
  spread: number = Number.NaN;
  touch: number = Number.NaN;
  dependencyMs: number = Number.NaN;
  dependencyLuck: number = Number.NaN;
  number = 0;
  user = 0;
  session = 0;
  key = 0;
  /** Track of the running attempt, and that of the first, where the request is counted. */
  track = 0;
  home = 0;
  attempt = 0;
  /** While it is free: the one that is taken after it. */
  next: Request | null = null;
  /** Tells an answer that comes too late from one that is waited for. */
  generation = 0;
  /** The attempt that is waited for. */
  current: Attempt | null = null;

  constructor(slot: number, event: number) {
    this.slot = slot;
    this.event = event;
  }
}

/** One try at a request: what the service sees. */
export class Attempt {
  readonly slot: number;
  readonly event: number;
  /** Null when its client has given up: the service works on for nobody. */
  request: Request | null = null;
  instance = 0;
  from: number = Number.NaN;
  ms: number = Number.NaN;
  fate = 0;
  phase = 0;
  callsLeft = 0;
  isNew = false;
  isDead = false;
  /** While it is free: the one that is taken after it. */
  next: Attempt | null = null;

  constructor(slot: number, event: number) {
    this.slot = slot;
    this.event = event;
  }
}

/**
 * Things that are used again and again, so that nothing is allocated per request: the one given back last
 * goes out first, while it is in the cache. Slots are numbered as they are made, up to `most`.
 */
export class Slots<T extends { readonly slot: number; next: T | null }> {
  readonly all: T[] = [];
  private readonly most: number;
  private readonly make: (slot: number) => T;
  /** Those that are free, as a chain. */
  private free: T | null = null;
  inUse = 0;

  constructor(most: number, make: (slot: number) => T) {
    this.most = most;
    this.make = make;
  }

  /** Null when all are in use. */
  take(): T | null {
    const thing = this.free;
    if (thing === null) return this.another();
    this.inUse++;
    this.free = thing.next;
    return thing;
  }

  give(thing: T): void {
    this.inUse--;
    thing.next = this.free;
    this.free = thing;
  }

  private another(): T | null {
    if (this.all.length === this.most) return null;
    const thing = this.make(this.all.length);
    this.all.push(thing);
    this.inUse++;
    return thing;
  }
}
