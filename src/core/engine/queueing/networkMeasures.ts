import type { Window } from "./timeAverage.ts";

/** Per station what was seen while the window was open, and the stays of counted requests. */
export class NetworkMeasures {
  readonly visits: Float64Array;
  readonly busyTime: Float64Array;
  readonly timeInSystem: Float64Array;
  /** Sum and number of the visits of counted requests. */
  readonly stay: Float64Array;
  readonly stays: Float64Array;
  /** Whole stay of each counted request, in the order of arrival. */
  readonly response: Float64Array;
  window: Window = { from: 0, until: 0 };

  constructor(stations: number, counted: number) {
    this.visits = new Float64Array(stations);
    this.busyTime = new Float64Array(stations);
    this.timeInSystem = new Float64Array(stations);
    this.stay = new Float64Array(stations);
    this.stays = new Float64Array(stations);
    this.response = new Float64Array(counted);
  }

  /** From now on times count. Integrals are sums of ends minus beginnings, closed at both edges. */
  open(at: number, busy: Int32Array, present: Int32Array): void {
    this.visits.fill(0);
    for (let station = 0; station < busy.length; station++) {
      this.busyTime[station] = -at * (busy[station] as number);
      this.timeInSystem[station] = -at * (present[station] as number);
    }
    this.window = { from: at, until: at };
  }

  /** Closes the integrals at `at`; the network stops adding to them. */
  close(at: number, busy: Int32Array, present: Int32Array): void {
    for (let station = 0; station < busy.length; station++) {
      this.busyTime[station] = (this.busyTime[station] as number) + at * (busy[station] as number);
      this.timeInSystem[station] = (this.timeInSystem[station] as number) + at * (present[station] as number);
    }
    this.window = { from: this.window.from, until: at };
  }
}
