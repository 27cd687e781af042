/** What became of a request; numbers so that a column of them is a byte array. */
export const fates = { pending: 0, served: 1, refused: 2, abandoned: 3 } as const;

/**
 * Requests as parallel columns by slot. What a request *is* (arrival, service, patience) is filled before a
 * station sees it; what becomes of it is written by the station. Times are in any one unit. A request that
 * is not served has `start` and `departure` at the moment it left, so that [arrival, start] is its wait,
 * [start, departure] its service and [arrival, departure] its stay, whatever its fate.
 */
export class RequestColumns {
  readonly capacity: number;
  readonly arrival: Float64Array;
  readonly service: Float64Array;
  /** How long a request waits for service before it leaves the queue: infinite unless someone fills it. */
  readonly patience: Float64Array;
  readonly start: Float64Array;
  readonly departure: Float64Array;
  readonly fate: Uint8Array;

  /** In a row of stations, the departures of one are the arrivals of the next. */
  constructor(capacity: number, arrival: Float64Array = new Float64Array(capacity)) {
    this.capacity = capacity;
    this.arrival = arrival;
    this.service = new Float64Array(capacity);
    this.patience = new Float64Array(capacity).fill(Number.POSITIVE_INFINITY);
    this.start = new Float64Array(capacity);
    this.departure = new Float64Array(capacity);
    this.fate = new Uint8Array(capacity);
  }
}

/** Turns gaps into times in place, from 0 on. */
export function accumulate(gaps: Float64Array): void {
  let at = 0;
  for (let i = 0; i < gaps.length; i++) {
    at += gaps[i] as number;
    gaps[i] = at;
  }
}
