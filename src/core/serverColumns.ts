import type { AttemptCounts, Columns } from "./model/index.ts";

/**
 * What the instances' own counters show of the attempts, a row a tick. A row may be below 0: an instance that dies
 * takes back what it had counted since its last scrape. Between two scrapes the sum is right, and metrics look at no
 * other spans.
 */
export class ServerColumns {
  private readonly shown: AttemptCounts;
  private length = 0;

  /** `rows` is the length of the run in ticks, `bounds` the number of finite latency bucket bounds. */
  constructor(rows: number, bounds: number) {
    this.shown = {
      attempts: new Int32Array(2 * rows),
      attemptsFailed: new Int32Array(2 * rows),
      attemptLatencySum: new Float64Array(2 * rows),
      attemptBuckets: new Int32Array(2 * (bounds + 1) * rows),
    };
  }

  append(counted: AttemptCounts, unseen: AttemptCounts): void {
    for (const name of ["attempts", "attemptsFailed", "attemptLatencySum", "attemptBuckets"] as const) {
      const first = this.length * counted[name].length;
      for (let i = 0; i < counted[name].length; i++)
        this.shown[name][first + i] = (counted[name][i] as number) - (unseen[name][i] as number);
    }
    this.length++;
  }

  /** The columns as the metrics store is given them. */
  beside(columns: Columns): Columns {
    return { ...columns, servers: this.shown };
  }
}
