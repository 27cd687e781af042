import type { Millis, SegmentValue, Weight } from "../../model/index.ts";
import type { SourcePosition } from "../tree.ts";

/** Who is sent to the canary in a step. */
export type Share =
  /** Percent of requests. */
  | { readonly kind: "weight"; readonly percent: Weight }
  /** Percent of users, each of whom stays on one side: the balancer hashes the user's id. */
  | { readonly kind: "users"; readonly percent: Weight }
  /** Everybody who has all of these values, and nobody else. */
  | { readonly kind: "segments"; readonly who: readonly SegmentValue[] };

export interface NativeStep {
  readonly share: Share;
  /** Time under watch that the step needs; minutes that nobody could see do not count. */
  readonly forMs: Millis;
  /** Requests that the canary must have answered in this step before it is over. */
  readonly minSamples: number;
}

/** What a look without numbers means: wait, roll back, or carry on as if it had passed. */
export type NoData = "hold" | "fail" | "pass";

/** A judge of the registry on one metric. */
export interface NativeJudge {
  readonly metric: string;
  /** `stable` compares the two versions; `limit` looks at the canary alone. */
  readonly against: "stable" | "limit";
  /** Name in the registry of judges. */
  readonly kind: string;
  /** What differs from that judge's defaults. */
  readonly settings: Readonly<Record<string, number | string>>;
  /** Counts requests that took longer instead of failed ones; null counts failures. */
  readonly slowerThanMs: Millis | null;
  /** Time with traffic that it does not look at. */
  readonly warmupMs: Millis;
  readonly noData: NoData;
}

/** What an alarm of the world does while it is in ALARM; any other state lets the rollout go on. */
export interface NativeAlarm {
  /** Name under `world.observe.alarms`. */
  readonly alarm: string;
  readonly act: "rollBack" | "hold";
}

/** Users of whom so many requests must have been seen before any step is over. */
export interface MustSee {
  readonly who: readonly SegmentValue[];
  readonly samples: number;
}

/** A policy in our own form after defaults: plain data without optional fields. */
export interface NativePolicy {
  readonly name: string;
  /** Time between two looks. */
  readonly everyMs: Millis;
  readonly steps: readonly NativeStep[];
  readonly judges: readonly NativeJudge[];
  readonly alarms: readonly NativeAlarm[];
  readonly mustSee: readonly MustSee[];
  /** The word for judges that say nothing of their own. */
  readonly noData: NoData;
  /** Time with all traffic on the canary while stable stands ready to take it back; 0 is none. */
  readonly bakeMs: Millis;
  /** Judges that are logged and never act. */
  readonly shadow: readonly NativeJudge[];
  /** Where the text says what, by path, e.g. `native.steps[0].weight`. */
  readonly positions: Readonly<Record<string, SourcePosition>>;
}

/** Looks that a step needs. */
export function looksOf(ms: Millis, { everyMs }: Pick<NativePolicy, "everyMs">): number {
  return Math.ceil(ms / everyMs);
}

/** Looks of all steps, without the bake: what a judge with a planned end is given. */
export function plannedLooks(policy: Pick<NativePolicy, "everyMs" | "steps">): number {
  return policy.steps.reduce((sum, { forMs }) => sum + looksOf(forMs, policy), 0);
}

/** The weight that the router is asked for. */
export function weightOf(share: Share): Weight {
  return share.kind === "segments" ? 100 : share.percent;
}
