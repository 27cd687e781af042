import type { RequestColumns } from "./requestColumns.ts";

/** One FIFO queue before identical workers. */
export interface StationSpec {
  readonly workers: number;
  /** Most requests that may wait; an arrival that finds it full is refused at once. */
  readonly queueLimit: number;
}

/** A station takes requests by slot, in the order of their arrival times. */
export interface RequestStation {
  /** The request arrives: false when it was refused at once. */
  offer(slot: number): boolean;
  /** Nothing more arrives: the rest is served. */
  finish(): void;
}

/** Workers and waiting room for at most `most` requests in the system, as M/M/c/K counts them. */
export function withAtMost(workers: number, most: number): StationSpec {
  // A worker beyond K can never be busy.
  const used = Math.min(workers, most);
  return { workers: used, queueLimit: most - used };
}

/** Either path, before the first arrival. */
export type StationMaker = (spec: StationSpec, requests: RequestColumns) => RequestStation;
