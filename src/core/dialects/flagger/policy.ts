import type { LoadTest, Millis, Weight } from "../../model/index.ts";
import type { SourcePosition } from "../tree.ts";

/** The strategies that F3.1 step 21 tells apart. */
export type Strategy = "canary" | "blue-green" | "ab-testing";

export type HookType =
  | "confirm-rollout"
  | "pre-rollout"
  | "rollout"
  | "confirm-traffic-increase"
  | "confirm-promotion"
  | "post-rollout"
  | "rollback"
  | "event";

/** One of `analysis.webhooks` after defaults (F7.1). */
export interface FlaggerHook {
  readonly name: string;
  readonly type: HookType;
  readonly url: string;
  readonly timeoutMs: Millis;
  readonly retries: number;
  readonly muteAlert: boolean;
  /** What its command sends to the canary; null where it says nothing that the world can play. */
  readonly load: LoadTest | null;
}

/** How a metric is evaluated, in the order of the passes (F6.2); one metric may be judged several times. */
export type MetricKind = "builtin" | "query" | "template" | "unusable";

/** A range of values; both ends are inclusive and null is open (F6.3). */
export interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
}

/** A MetricTemplate as far as the same file holds it; `provider` and `query` are empty when it does not. */
export interface FlaggerTemplate {
  readonly name: string;
  readonly namespace: string;
  readonly provider: string;
  readonly query: string;
}

/** One of `analysis.metrics` after defaults (F6.1). */
export interface FlaggerMetric {
  readonly name: string;
  readonly kinds: readonly MetricKind[];
  /** As written; empty only for a metric that is a template and nothing else (F6.10). */
  readonly interval: string;
  readonly windowMs: Millis;
  /** `thresholdRange`, or null when it is not written. */
  readonly range: Bounds | null;
  /** The deprecated `threshold`, or null when it is not written. */
  readonly threshold: number | null;
  readonly query: string;
  readonly template: FlaggerTemplate | null;
}

export type Severity = "" | "info" | "warn" | "error";

export interface FlaggerAlert {
  readonly name: string;
  readonly severity: Severity;
}

export interface SessionAffinity {
  readonly cookieName: string;
  readonly primaryCookieName: string;
  readonly maxAgeSeconds: number;
}

/** What the manifest literally says where defaults would hide it; only the lint rules look here. */
export interface AsWritten {
  readonly interval: string;
  readonly iterations: number | null;
  readonly match: boolean;
  readonly canaryAnalysis: boolean;
}

/** A Canary resource after defaults: plain data without optional fields. */
export interface FlaggerPolicy {
  readonly name: string;
  readonly namespace: string;
  readonly provider: string;
  readonly targetKind: string;
  readonly targetName: string;
  readonly apexService: string;
  readonly autoscaled: boolean;
  readonly strategy: Strategy;
  /** At least ten seconds (F1.3). */
  readonly intervalMs: Millis;
  /** Failed checks at which Flagger gives up, at least 1. */
  readonly threshold: number;
  readonly stepWeight: Weight;
  readonly stepWeights: readonly Weight[];
  /** As written; 0 is unset. */
  readonly maxWeight: Weight;
  readonly stepWeightPromotion: Weight;
  /** As the strategy counts them: ten on the kubernetes provider when less than one is written (F3.1 step 20). */
  readonly iterations: number;
  readonly mirror: boolean;
  /** As written; 0 is unset and copies all requests. */
  readonly mirrorWeight: Weight;
  readonly primaryReadyThreshold: number;
  readonly canaryReadyThreshold: number;
  readonly progressDeadlineSeconds: number;
  readonly skipAnalysis: boolean;
  readonly suspend: boolean;
  readonly metrics: readonly FlaggerMetric[];
  readonly hooks: readonly FlaggerHook[];
  readonly alerts: readonly FlaggerAlert[];
  readonly sessionAffinity: SessionAffinity | null;
  readonly written: AsWritten;
  /** Where the manifest says what, by path, e.g. `spec.analysis.interval`. */
  readonly positions: Readonly<Record<string, SourcePosition>>;
}
