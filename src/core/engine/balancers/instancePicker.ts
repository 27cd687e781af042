/** Brings `active` of an instance up to date, where that is done only when somebody looks, and returns it. */
export interface Settler {
  settle(instance: number): number;
}

/**
 * The instances of one track as a picker sees them. The engine keeps one such object a track and changes it
 * in place; columns are by instance number.
 */
export interface Candidates {
  /** Numbers of the instances that take traffic; the first `count` entries count. */
  readonly list: Int32Array;
  readonly count: number;
  /** Load-balancing weight, above 0. */
  readonly weight: Float64Array;
  /** What slow start leaves of the weight: 1 outside of the window (E9). */
  readonly slowStart: Float64Array;
  /** Requests that an instance works on or holds in its queue. */
  readonly active: Int32Array;
  /** Is told before `active` is read; null where that is always right. */
  readonly settler: Settler | null;
  /** What hash policies call an instance: "ip:port", or any other text that is its own. */
  readonly keys: readonly string[];
}

/** The requests' 64-bit hashes by key number, for instance by user: two columns, so that no pick allocates. */
export interface RequestHashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

export interface PickerSetup {
  readonly candidates: Candidates;
  readonly hashes: RequestHashes;
  /** Where round robin and schedulers start, an integer from 0 to 2³² − 1: each proxy draws its own. */
  readonly seed: number;
}

/** Chooses the instance for a request among the candidates it was made for. */
export interface InstancePicker {
  /** To be called when `list`, `count`, `weight` or `slowStart` changed. Builds tables, so it may allocate. */
  refresh(): void;
  /**
   * The instance for one request, −1 when nobody takes traffic. Allocates nothing. `uniform` is a 53-bit
   * draw from [0, 1); `key` is a row of the hashes, −1 for a request that has none.
   */
  pick(uniform: number, key: number): number;
}
