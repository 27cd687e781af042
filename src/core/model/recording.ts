import type { Command, Note } from "./command.ts";
import type { RolloutStatus } from "./controller.ts";
import type { Outcome, Phase } from "./phase.ts";
import type { Scenario } from "./scenario.ts";
import type { SegmentValue } from "./segment.ts";
import type { Millis, Weight } from "./units.ts";

/** Latency of the requests that ended, in log buckets that were touched (`math/logHistogram.ts`). */
export interface SparseHistogram {
  /** `offset[2·tick + track]` to `offset[2·tick + track + 1]` are that tick's and track's entries. */
  readonly offset: Int32Array;
  readonly bucket: Uint16Array;
  readonly count: Uint32Array;
}

/**
 * What happened, one row a tick (one second). Columns per track hold two values a row: stable, canary.
 * Requests are counted when they end: answered, failed by their last attempt, refused or given up. A
 * request belongs to the track of its last attempt.
 */
export interface Columns {
  /** Number of ticks recorded so far. */
  readonly length: number;
  /** Weight asked for during the tick, percent. */
  readonly asked: Float64Array;
  readonly arrived: Int32Array;
  readonly answered: Int32Array;
  /** Failed or refused, part of `answered`. */
  readonly failed: Int32Array;
  /** Of the failed, those that the healthy twin would have answered well. */
  readonly harmful: Int32Array;
  /** Answered in good form and with wrong data; not among the failed. */
  readonly wrong: Int32Array;
  /** In flight at the end of the tick. */
  readonly inFlight: Int32Array;
  /** Attempts that ended, and those of them that failed: what the service sees where clients retry. */
  readonly attempts: Int32Array;
  readonly attemptsFailed: Int32Array;
  /** Worker time used during the tick, in seconds. */
  readonly busy: Float64Array;
  /** Running instances at the end of the tick. */
  readonly instances: Int32Array;
  /** Answered requests by classic latency bucket: row (2·tick + track), one column a bound and +Inf last. */
  readonly buckets: Int32Array;
  /** Sum of the latencies of the answered requests, ms. */
  readonly latencySum: Float64Array;
  /** The same two of attempts, as long as the service took for them. */
  readonly attemptBuckets: Int32Array;
  readonly attemptLatencySum: Float64Array;
  readonly latency: SparseHistogram;
  /** Attempts as the instances' own counters show them; only for a metrics store that is asked for them. */
  readonly servers?: AttemptCounts;
  /** Distinct users with at least one, and at least three, harmful failures since the start. */
  readonly usersHarmed: Int32Array;
  readonly usersHarmedThrice: Int32Array;
  /** Distinct users with at least one wrong answer. */
  readonly usersMisled: Int32Array;
  /** Distinct users that the canary revision has served since the start. */
  readonly usersExposed: Int32Array;
  /** 1 where rolling back to stable would work: stable can still read what the data has become. */
  readonly rollbackSafe: Int32Array;
}

/** The counts of attempts alone, as in `Columns` or as in one tick of an engine. */
export type AttemptCounts = Pick<Columns, "attempts" | "attemptsFailed" | "attemptLatencySum" | "attemptBuckets">;

/** Requests by groups of users: kept only for a policy that asks for them, or a metric that looks at some users. */
export interface Census {
  readonly groups: readonly (readonly SegmentValue[])[];
  /** Of each group, requests that the canary's revision served: one a tick. */
  readonly requests: readonly Int32Array[];
  /** Of each group, requests that ended and those that failed: stable, canary a tick. */
  readonly ended: readonly Int32Array[];
  readonly failed: readonly Int32Array[];
}

/** What an engine counted since it was last asked; two values a field: stable, canary. */
export interface TickCounters {
  readonly arrived: Int32Array;
  readonly answered: Int32Array;
  readonly failed: Int32Array;
  readonly harmful: Int32Array;
  readonly wrong: Int32Array;
  readonly inFlight: Int32Array;
  readonly attempts: Int32Array;
  readonly attemptsFailed: Int32Array;
  readonly busy: Float64Array;
  readonly instances: Int32Array;
  readonly latencySum: Float64Array;
  /** Classic buckets: stable's bounds and +Inf, then canary's. */
  readonly buckets: Int32Array;
  readonly attemptBuckets: Int32Array;
  readonly attemptLatencySum: Float64Array;
  /** Counts by log bucket: stable's, then canary's; only those listed in `touched` are not 0. */
  readonly latency: Int32Array;
  readonly touched: Int32Array;
  readonly touchedLength: number;
  readonly usersHarmed: number;
  readonly usersHarmedThrice: number;
  readonly usersMisled: number;
  readonly usersExposed: number;
  readonly rollbackSafe: number;
}

/** One reaction of the controller: everything it did at one instant. */
export interface Decision {
  readonly at: Millis;
  readonly trigger: "reconcile" | "operator";
  readonly phase: Phase;
  readonly nodes: readonly string[];
  readonly status: RolloutStatus;
  /** Routed weight after the decision. */
  readonly weight: Weight;
  readonly note: Note;
  readonly commands: readonly Command[];
}

/** Which resolution made a run, and why: a clause that follows "because". */
export interface Resolution {
  readonly name: "requests" | "counts";
  readonly because: string;
}

/** How many users of a segment's value the release harmed. */
export interface SegmentHarm {
  readonly segment: string;
  readonly value: string;
  readonly users: number;
  readonly usersHarmed: number;
}

/** Everything that happened in one run. Plain data: it can be posted, stored and hashed. */
export interface Recording {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly resolution: Resolution;
  readonly tick: Millis;
  readonly columns: Columns;
  readonly decisions: readonly Decision[];
  readonly outcome: Outcome;
  /** Who was harmed, in the order of the world's segments. Empty without segments, and where counts know no users. */
  readonly harmBySegment: readonly SegmentHarm[];
  /** When the rollout ended, or null. */
  readonly endedAt: Millis | null;
  /** True when the run was simulated to its end. */
  readonly complete: boolean;
}
