import type { Check, RolloutStatus, Track, Weight, WorkloadState } from "../../model/index.ts";
import type { FlaggerHook, FlaggerPolicy } from "./policy.ts";
import { routes } from "./strategy.ts";

/** Everything that Flagger, its router and its cluster remember of one Canary (F10.1). */
export interface FlaggerContext {
  readonly policy: FlaggerPolicy;
  /** Revision that the target holds, that the primary runs, and the two that the status remembers. */
  readonly target: string;
  readonly primary: string;
  readonly lastApplied: string;
  readonly lastPromoted: string;
  /** What the router sends to the canary; the status may say something else (F9 item 9). */
  readonly routed: Weight;
  readonly mirrored: boolean;
  readonly statusWeight: Weight;
  readonly failedChecks: number;
  readonly iterations: number;
  readonly readiness: Readonly<Record<Track, WorkloadState>>;
  /** `spec.suspend` and `spec.skipAnalysis` as they are now: operators edit them. */
  readonly suspended: boolean;
  readonly skipAnalysis: boolean;
  /** A rollback hook has been opened by an operator and not been acted on (F7.8). */
  readonly abortAsked: boolean;
  /** Hooks still to be answered in this tick; the first is being asked. */
  readonly queue: readonly FlaggerHook[];
  /** What this tick has judged so far. */
  readonly checks: readonly Check[];
  /** Why the last failed check failed, for the rollback that follows it. */
  readonly lastFailure: string;
}

export interface FlaggerInput {
  readonly policy: FlaggerPolicy;
  readonly revision: string;
}

/** F2.2: Initialized, with target and primary on the same promoted revision. */
export function firstContext({ policy, revision }: FlaggerInput): FlaggerContext {
  return {
    policy,
    target: revision,
    primary: revision,
    lastApplied: revision,
    lastPromoted: revision,
    routed: 0,
    mirrored: false,
    statusWeight: 0,
    failedChecks: 0,
    iterations: 0,
    readiness: { stable: "ready", canary: "ready" },
    suspended: policy.suspend,
    skipAnalysis: policy.skipAnalysis,
    abortAsked: false,
    queue: [],
    checks: [],
    lastFailure: "",
  };
}

/** F2.4: the promoted revision never counts as a change, whatever was applied last. */
export function changed({ target, lastPromoted, lastApplied }: FlaggerContext): boolean {
  return target !== lastPromoted && target !== lastApplied;
}

/** The weight as Flagger reads it back from the router; F4.8: the kubernetes provider reads a counter instead. */
export function readWeight(context: FlaggerContext): Weight {
  if (routes(context.policy)) return context.routed;
  return context.iterations > 0 ? 100 : 0;
}

/** F1.9, as the page shows it. */
export function statusOf(phase: string, context: FlaggerContext): RolloutStatus {
  return {
    phase,
    weight: context.statusWeight,
    failedChecks: context.failedChecks,
    failedChecksLimit: context.policy.threshold,
  };
}
