import type { AnyStateMachine } from "xstate";
import type { Controller, Finding, Millis, Result, SegmentValue, World } from "../model/index.ts";

/** What kind of traffic a policy needs the world to play: a share of the users, all of them at once, or more than that. */
export interface TrafficNeed {
  readonly kind: "weighted" | "switch" | "users" | "census" | "mirror" | "match" | "service" | "affinity";
  /** Where the policy says so, for a refusal that points at the line. */
  readonly line: number;
  readonly column: number;
  readonly path: string;
  /** What the policy wants, as a phrase: `A/B testing by header match`. */
  readonly says: string;
  /** This dialect's controller can ask the world for it; else such a policy is refused. */
  readonly isPlayed: boolean;
  /** How long a cookie lasts that pins users to the canary. */
  readonly maxAge?: Millis;
}

/** The half that runs: the lifecycle and what is said of a policy that was read before, at whatever time and place. */
export interface DialectRules<Policy> {
  /** The tool's name as people write it. */
  readonly title: string;
  /** The lifecycle, in the tool's own state names: it runs, and every diagram is drawn from it. */
  readonly machine: AnyStateMachine;
  /** Traffic that the policy's strategy plays on. */
  needs(policy: Policy): readonly TrafficNeed[];
  /** Names of the hooks that it asks, for operators who answer one. */
  hooks(policy: Policy): readonly string[];
  /** Names of the judges that it asks. */
  judges(policy: Policy): readonly string[];
  /** Groups of users whose requests it wants counted; mostly none, since counting them costs time. */
  counts(policy: Policy): readonly (readonly SegmentValue[])[];
  /** The policy in sentences, in reading order. */
  describe(policy: Policy): readonly string[];
  /** The bounds that a page draws on its charts. */
  limits(policy: Policy): PolicyLimits;
  /** A controller before its first signal; stable runs `revision`, which is the promoted one. */
  start(policy: Policy, revision: string): Controller;
}

/** The half that reads: from a text to a policy, and what is wrong with either. */
export interface DialectReader<Policy> {
  /** Does this text look like one of this tool's manifests? Cheap, never throws. */
  recognises(text: string): boolean;
  /** Reads a real manifest, hostile until parsed. Unknown fields are findings, not errors. */
  parse(text: string): Result<Policy>;
  /** What its users trip over, found without running it. */
  lint(policy: Policy, world: World): readonly Finding[];
}

/** A tool's rollout language: its manifests, its lifecycle, its own rules. */
export interface Dialect<Policy> extends DialectRules<Policy>, DialectReader<Policy> {}

/** Bounds of the metrics that can be drawn, and the pace of decisions; null where the policy has none. */
export interface PolicyLimits {
  readonly successRateMin: number | null;
  readonly latencyMaxMs: number | null;
  /** Quantile that `latencyMaxMs` bounds. */
  readonly latencyQuantile: number;
  readonly intervalMs: number;
  /** Length of the window that the success rate is measured over. */
  readonly windowMs: number;
}
