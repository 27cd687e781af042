import type { Millis, RolloutStatus, Weight } from "../../model/index.ts";
import type { AnalysisRun } from "./analysisRun.ts";
import type { MetricRun, MetricTerms } from "./metricRun.ts";
import type { ArgoPolicy, ArgoStep, BlueGreenStrategy, CanaryStrategy, RouteStep } from "./policy.ts";

/** A revision's pods. Their order in the context is that of their creation. */
export interface ReplicaSet {
  readonly revision: string;
  readonly spec: number;
  readonly available: number;
  /** When it goes to 0, or null while nothing was decided (A4.4, A6). */
  readonly scaleDownAt: Millis | null;
}

export type PauseReason = "CanaryPauseStep" | "BlueGreenPause" | "InconclusiveAnalysisRun";

export interface PauseCondition {
  readonly reason: PauseReason;
  readonly startedAt: Millis;
}

export type Slot = "background" | "step" | "pre" | "post";

/** What A2.1 compares between two status writes. */
export interface Progress {
  readonly updated: number;
  readonly old: number;
  readonly available: number;
  readonly rest: string;
}

/** Everything that the controllers and the API server remember of one Rollout. */
export interface ArgoContext {
  readonly policy: ArgoPolicy;
  readonly now: Millis;
  /** Revision in spec.template, and the one that the last status write saw. */
  readonly current: string;
  readonly seen: string;
  /** Empty before the first deploy. */
  readonly stable: string;
  readonly sets: readonly ReplicaSet[];
  /** `spec.paused`. */
  readonly paused: boolean;
  /** Null without steps. */
  readonly stepIndex: number | null;
  /** When the current step was reached; an experiment's duration counts from it (A9.1). */
  readonly stepSince: Millis;
  readonly pauseConditions: readonly PauseCondition[];
  readonly controllerPause: boolean;
  /** Conditions that this round's status write adds. */
  readonly adding: readonly PauseReason[];
  readonly abort: boolean;
  readonly promoteFull: boolean;
  readonly previewCheckpoint: boolean;
  readonly runs: Readonly<Record<Slot, AnalysisRun | null>>;
  /** Services' selectors: canary, or active and preview; empty before the first switch. */
  readonly canaryService: string;
  readonly active: string;
  readonly preview: string;
  /** Canary weight that the router has, out of the maximum. */
  readonly weight: number;
  /** Percent of requests that reach the canary's pods; what the world was last told. */
  readonly routed: Weight;
  /** Managed routes that stand, and what the world was last told of them (percent of stable's requests). */
  readonly headerRoutes: readonly RouteStep[];
  readonly mirrorRoutes: readonly RouteStep[];
  readonly matched: boolean;
  readonly mirrored: Weight;
  readonly progress: Progress;
  readonly progressAt: Millis;
  readonly timedOut: boolean;
  /** A change that ends this round early (A4.1). */
  readonly roundOver: boolean;
  /** State at the start of this round, and rounds left before the turn is cut off. */
  readonly before: string;
  readonly roundsLeft: number;
}

export interface ArgoInput {
  readonly policy: ArgoPolicy;
  /** The revision that is fully promoted, or empty before the first deploy. */
  readonly revision: string;
}

const noRuns = { background: null, step: null, pre: null, post: null };
const nothing: Progress = { updated: 0, old: 0, available: 0, rest: "" };

export function firstContext({ policy, revision }: ArgoInput): ArgoContext {
  const blueGreen = policy.strategy.type === "blueGreen";
  return {
    policy,
    now: 0,
    current: revision,
    seen: revision,
    stable: revision,
    sets: revision === "" ? [] : [{ revision, spec: policy.replicas, available: policy.replicas, scaleDownAt: null }],
    paused: policy.paused,
    stepIndex: stepCount(policy),
    stepSince: 0,
    pauseConditions: [],
    controllerPause: false,
    adding: [],
    abort: false,
    promoteFull: false,
    previewCheckpoint: false,
    runs: noRuns,
    canaryService: "",
    active: blueGreen ? revision : "",
    preview: blueGreen ? revision : "",
    weight: 0,
    routed: 0,
    headerRoutes: [],
    mirrorRoutes: [],
    matched: false,
    mirrored: 0,
    progress: nothing,
    progressAt: 0,
    timedOut: false,
    roundOver: false,
    before: "",
    roundsLeft: 0,
  };
}

/** Null where the strategy has no steps. */
export function stepCount({ strategy }: ArgoPolicy): number | null {
  return strategy.type === "canary" && strategy.steps.length > 0 ? strategy.steps.length : null;
}

/** Asked in states that only a canary reaches. */
export function canaryOf({ policy }: ArgoContext): CanaryStrategy {
  if (policy.strategy.type !== "canary") throw new Error("the strategy is not canary");
  return policy.strategy;
}

export function blueGreenOf({ policy }: ArgoContext): BlueGreenStrategy {
  if (policy.strategy.type !== "blueGreen") throw new Error("the strategy is not blueGreen");
  return policy.strategy;
}

/** A basic canary has no router and no services of its own. */
export function isRouted(context: ArgoContext): boolean {
  return canaryOf(context).trafficRouter.length > 0;
}

const missing: ReplicaSet = { revision: "", spec: 0, available: 0, scaleDownAt: null };

export function setOf({ sets }: ArgoContext, revision: string): ReplicaSet {
  return sets.find((set) => set.revision === revision) ?? missing;
}

export function currentSet(context: ArgoContext): ReplicaSet {
  return setOf(context, context.current);
}

/** Neither current nor stable, newest first. */
export function olderSets({ sets, current, stable }: ArgoContext): readonly ReplicaSet[] {
  return sets.filter(({ revision }) => revision !== current && revision !== stable).toReversed();
}

/** The step of the moment, or null past the last one. */
export function currentStep({ policy, stepIndex }: ArgoContext): ArgoStep | null {
  if (policy.strategy.type !== "canary" || stepIndex === null) return null;
  return policy.strategy.steps[stepIndex] ?? null;
}

export function isFullyPromoted({ stable, current }: ArgoContext): boolean {
  return stable === current;
}

export function hasPause({ pauseConditions }: ArgoContext, reason: PauseReason): boolean {
  return pauseConditions.some((condition) => condition.reason === reason);
}

export function pauseStart({ pauseConditions }: ArgoContext, reason: PauseReason): Millis | null {
  return pauseConditions.find((condition) => condition.reason === reason)?.startedAt ?? null;
}

/** A7.4: wanted was made before stable, with fewer ReplicaSets between than the window allows. */
export function isRollbackWithinWindow({ policy, sets, current, stable }: ArgoContext): boolean {
  if (policy.rollbackWindow === null) return false;
  const place = (revision: string): number => sets.findIndex((set) => set.revision === revision);
  const [wanted, held] = [place(current), place(stable)];
  return wanted !== -1 && held !== -1 && wanted < held && held - wanted - 1 < policy.rollbackWindow;
}

/** Availability of all pods, whichever revision's. */
export function allAvailable({ sets }: ArgoContext): number {
  return sets.reduce((sum, { available }) => sum + available, 0);
}

/** The status as the page shows it: Argo's own word, and failed measurements against their limit. */
export function statusOf(phase: string, context: ArgoContext): RolloutStatus {
  const { metric, terms } = worstMetric(context);
  return {
    phase,
    weight: reportedWeight(context),
    failedChecks: metric?.failed ?? 0,
    failedChecksLimit: terms === undefined || terms.failureLimit < 0 ? 0 : terms.failureLimit + 1,
  };
}

/** The metric with the most failures among the runs that the rollout holds. */
function worstMetric({ runs }: ArgoContext) {
  let worst: { readonly metric: MetricRun; readonly terms: MetricTerms | undefined } | undefined;
  for (const run of Object.values(runs)) {
    for (const [index, metric] of run?.metrics.entries() ?? []) {
      if (worst === undefined || metric.failed > worst.metric.failed)
        worst = { metric, terms: run?.spec.metrics[index] };
    }
  }
  return { metric: worst?.metric, terms: worst?.terms };
}

/** The share of the current revision: the router's, or of a basic canary the last weight reached. */
export function reportedWeight(context: ArgoContext): Weight {
  const { policy, abort, stepIndex } = context;
  const { strategy } = policy;
  if (isFullyPromoted(context)) return 0;
  if (strategy.type === "blueGreen") return context.active === context.current ? 100 : 0;
  if (strategy.trafficRouter.length > 0) return (100 * context.weight) / strategy.maxTrafficWeight;
  if (abort) return 0;
  if (stepIndex === null || stepIndex >= strategy.steps.length) return 100;
  return strategy.steps.slice(0, stepIndex + 1).findLast(({ weight }) => weight !== null)?.weight ?? 0;
}
