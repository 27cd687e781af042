import { type Cell, longestDelay, type ResponseLaw } from "./responseLaw.ts";

/** What one track owes at the end of a later tick. */
export class Debt {
  requests = 0;
  failed = 0;
  harmful = 0;
  /** Of all, those that the canary revision answers. */
  ofNew = 0;
  /** Worker seconds. */
  busy = 0;
  /** Mean and variance of the sum of the latencies, given the buckets. */
  latencySum = 0;
  latencyVariance = 0;
  readonly classic: Int32Array;
  /** Cells that are to be spread over log buckets, where those are kept; the first `length` count. */
  readonly cells: Cell[] = [];
  readonly counts: number[] = [];
  length = 0;

  constructor(classic: number) {
    this.classic = new Int32Array(classic);
  }

  add(cell: Cell, count: number, keep: boolean): void {
    this.requests += count;
    this.busy += count * cell.lastBusy;
    this.latencySum += count * cell.mean;
    this.latencyVariance += count * cell.variance;
    (this.classic[cell.classic] as number) += count;
    if (!keep) return;
    this.cells[this.length] = cell;
    this.counts[this.length] = count;
    this.length++;
  }

  clear(): void {
    this.requests = 0;
    this.failed = 0;
    this.harmful = 0;
    this.ofNew = 0;
    this.busy = 0;
    this.latencySum = 0;
    this.latencyVariance = 0;
    this.classic.fill(0);
    this.length = 0;
  }
}

/** Requests of one track on their way: a ring of the coming ticks. */
export class Due {
  private readonly ring: (Debt | undefined)[] = new Array(longestDelay);
  private readonly classic: number;
  private readonly keep: boolean;
  private tick = 0;

  /** `classic` is the number of classic buckets; `keep` says whether log buckets are wanted. */
  constructor(classic: number, keep: boolean) {
    this.classic = classic;
    this.keep = keep;
  }

  /** What falls due `delay` ticks from now. */
  in(delay: number): Debt {
    const place = (this.tick + delay) % longestDelay;
    let debt = this.ring[place];
    if (debt === undefined) {
      debt = new Debt(this.classic);
      this.ring[place] = debt;
    }
    return debt;
  }

  /** Moves on by a tick; what fell due is paid. */
  turn(): void {
    this.in(0).clear();
    this.tick++;
  }

  /** Owes `counts` requests of each cell of a law, and the worker time until then; `ending` gets how many end when. */
  add(law: ResponseLaw, counts: Float64Array, ending: Float64Array): void {
    const { cells } = law;
    const now = this.in(0);
    ending.fill(0, 0, law.longest + 1);
    for (let i = 0; i < cells.length; i++) {
      const count = counts[i] as number;
      if (count === 0) continue;
      const cell = cells[i] as Cell;
      (ending[cell.delay] as number) += count;
      this.in(cell.delay).add(cell, count, this.keep);
      now.busy += count * cell.firstBusy;
      for (let between = 1; between < cell.delay; between++) this.in(between).busy += count * law.held;
    }
  }
}
