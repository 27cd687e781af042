import type { JudgeQuestion } from "./judging.ts";
import type { Query, Reading, Samples } from "./measurement.ts";
import type { SegmentValue } from "./segment.ts";
import type { Track } from "./track.ts";
import type { Millis, Weight } from "./units.ts";

/**
 * What a hook is for, which decides how the world answers when the scenario is silent: a `check` (load
 * test, acceptance test) accepts, a `gate` waits for an operator, an `abort` hook declines, and a
 * `notice` has no answer that matters.
 */
export type HookRole = "check" | "gate" | "abort" | "notice";

/** Requests that a hook sends straight to the canary, for no user. */
export interface LoadTest {
  readonly perSecond: number;
  readonly for: Millis;
}

/**
 * Whose requests a weight is of, where it is not everybody's; others go to stable: of users who send the header or
 * cookie that the policy matches, or of those who have all of these values.
 */
export type Reach = "matched" | readonly SegmentValue[];

/** What a controller asks of the world. */
export type Command =
  | { readonly type: "setWeight"; readonly weight: Weight; readonly only?: Reach }
  /** Requests that carry the header which the policy matches go to the canary, beside the weight of all others. */
  | { readonly type: "matchAll"; readonly on: boolean }
  /** Copy this share of requests to the canary and drop its answers. */
  | { readonly type: "mirror"; readonly weight: Weight }
  /** `follow` asks for as many canary instances as stable has; 0 removes them. */
  | { readonly type: "scale"; readonly track: Track; readonly replicas: number | "follow" }
  /** Sizes one revision's pods, where `full` pods are a whole stable; answered by `pods`. */
  | { readonly type: "replicas"; readonly revision: string; readonly count: number; readonly full: number }
  /** This revision's pods become stable's as they are: nothing restarts, and requests go on to them. */
  | { readonly type: "adopt"; readonly revision: string }
  /** Answered by one `measured` signal with the measurements in the same order. */
  | { readonly type: "measure"; readonly queries: readonly Query[] }
  /** Answered by one `judged` signal with the answers in the same order. */
  | { readonly type: "judge"; readonly questions: readonly JudgeQuestion[] }
  /** Answered by one `alarms` signal with the states in the order of the names. */
  | { readonly type: "alarms"; readonly names: readonly string[] }
  /** Answered by one `answered` signal. */
  | { readonly type: "call"; readonly hook: string; readonly role: HookRole; readonly load?: LoadTest }
  /** Asks for the next `reconcile`; a new request replaces the outstanding one. */
  | { readonly type: "requeue"; readonly after: Millis }
  /** The canary's revision becomes stable's. Traffic does not move. */
  | { readonly type: "promote" }
  | { readonly type: "note"; readonly note: Note };

/** How a decision looks at a glance: its mark in the log and on the timeline. */
export type Verdict = "pass" | "fail" | "hold" | "info";

/** One metric as a controller judged it. Bounds are inclusive; null is open. */
export interface Check {
  readonly metric: string;
  readonly unit: "%" | "ms" | "";
  readonly reading: Reading;
  readonly samples: Samples;
  readonly window: Millis;
  readonly min: number | null;
  readonly max: number | null;
  readonly outcome: "pass" | "fail" | "noData" | "notAsked";
}

/** Why a controller did what it did, in words for people. */
export interface Note {
  readonly verdict: Verdict;
  /** Up to about six words, e.g. `Held at 25%`. */
  readonly headline: string;
  /** One or two sentences with the counts, the bound and the rule. */
  readonly because: string;
  readonly checks: readonly Check[];
}
