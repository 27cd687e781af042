import type { Millis, Scope, Signature, Weight } from "../../model/index.ts";
import type { PlainData } from "../plainData.ts";
import type { SourcePosition } from "../tree.ts";
import type { Conditions } from "./measurementPhase.ts";
import type { MetricTerms } from "./metricRun.ts";
import type { PodCount } from "./replicaCounts.ts";

/** What the simulated metrics store is asked in place of a provider's query. */
export interface MetricQuestion {
  readonly signature: Signature;
  readonly scope: Scope;
  readonly windowMs: Millis;
  /** From the world's unit (percent, ms) to the query's own: 0.01 where it computes a ratio. */
  readonly scale: number;
  /** How the provider returns it (A11.1); `none` has no conditions. */
  readonly shape: "vector" | "scalar" | "none";
}

/** One metric of an AnalysisTemplate after defaults and arguments (A10.1). */
export interface ArgoMetric extends MetricTerms, Conditions {
  readonly provider: string;
  readonly query: string;
  readonly question: MetricQuestion;
  /** Where the bundle says it. */
  readonly path: string;
  /** Whether `count`, `failureLimit` and `interval` are written: only lint looks here. */
  readonly written: { readonly count: number | null; readonly failureLimit: boolean; readonly interval: string };
}

/** A template by its name. */
export interface TemplateName {
  readonly name: string;
  readonly cluster: boolean;
}

/** An argument as the Rollout gives it: a value, or what only a running Rollout has. */
export interface GivenArgument {
  readonly name: string;
  readonly value: string | null;
  /** `Latest` or `Stable`, as written; empty where there is a value. */
  readonly hash: string;
  /** Path of a field of the Rollout, such as `metadata.name`; empty where there is a value or a hash. */
  readonly field: string;
}

/** What the Rollout says of its templates and their arguments. An experiment says it for each of its analyses. */
export interface TemplateCall {
  readonly templates: readonly TemplateName[];
  readonly args: readonly GivenArgument[];
}

/** A template of the bundle, its arguments not filled in. */
export interface TemplateDocument extends TemplateName {
  readonly spec: PlainData;
}

/** An analysis with everything that its templates hold (A10.8). */
export interface ArgoAnalysis {
  readonly path: string;
  readonly calls: readonly TemplateCall[];
  readonly metrics: readonly ArgoMetric[];
  readonly dryRun: readonly { readonly metricName: string }[];
  readonly retention: readonly { readonly metricName: string; readonly limit: number }[];
  /** Why every run of it is an Error at once; empty when none. */
  readonly problem: string;
  /** Background only: the step at which it starts. */
  readonly startingStep: number;
}

/** Null is `matchTrafficWeight: true`. */
export type CanaryScale = { readonly weight: number } | { readonly replicas: number } | null;

export type StepType =
  | "setWeight"
  | "pause"
  | "setCanaryScale"
  | "analysis"
  | "experiment"
  | "setHeaderRoute"
  | "setMirrorRoute"
  | "plugin";

/** What a step makes of a managed route. */
export interface RouteStep {
  readonly name: string;
  /** Percent of the requests that it is for; 0 takes the route away, as a step without a match does. */
  readonly percent: number;
}

/** A1.3. `type` is what its completion is judged by; Argo lets a step hold a weight beside a route. */
export interface ArgoStep {
  readonly type: StepType;
  readonly weight: Weight | null;
  /** Null waits for a person. */
  readonly seconds: number | null;
  readonly scale: CanaryScale;
  readonly analysis: ArgoAnalysis | null;
  /** Experiment: how long it runs, null without end. */
  readonly durationMs: Millis | null;
  /** Experiment: some of its pods get a share of the requests. */
  readonly sharesTraffic: boolean;
  /** setHeaderRoute and setMirrorRoute. */
  readonly header: RouteStep | null;
  readonly mirror: RouteStep | null;
  readonly path: string;
}

/** A1.2 after defaults. */
export interface CanaryStrategy {
  readonly type: "canary";
  /** Keys of `trafficRouting`; empty is a basic canary. */
  readonly trafficRouter: readonly string[];
  readonly maxSurge: PodCount;
  readonly maxUnavailable: PodCount;
  readonly maxTrafficWeight: number;
  readonly steps: readonly ArgoStep[];
  readonly background: ArgoAnalysis | null;
  /** Null where it does not apply. */
  readonly scaleDownDelaySeconds: number | null;
  readonly abortScaleDownDelaySeconds: number | null;
  readonly dynamicStableScale: boolean;
  readonly minPodsPerReplicaSet: number | null;
  /** A3.6; null is off. */
  readonly threshold: { readonly type: "Percent" | "Pod"; readonly value: number } | null;
  readonly pingPong: boolean;
  readonly written: {
    readonly surge: boolean;
    readonly abortScaleDownDelay: boolean;
    readonly scaleDownDelay: boolean;
  };
}

/** A1.4 after defaults. */
export interface BlueGreenStrategy {
  readonly type: "blueGreen";
  readonly activeService: string;
  readonly previewService: string;
  readonly previewReplicaCount: number | null;
  readonly autoPromotionEnabled: boolean;
  readonly autoPromotionSeconds: number;
  readonly scaleDownDelaySeconds: number;
  readonly abortScaleDownDelaySeconds: number;
  readonly prePromotion: ArgoAnalysis | null;
  readonly postPromotion: ArgoAnalysis | null;
}

/** A Rollout with the templates that it uses: plain data without optional fields. */
export interface ArgoPolicy {
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  readonly minReadySeconds: number;
  readonly revisionHistoryLimit: number;
  readonly progressDeadlineSeconds: number;
  readonly progressDeadlineAbort: boolean;
  readonly paused: boolean;
  /** A7.4; null is off. */
  readonly rollbackWindow: number | null;
  readonly strategy: CanaryStrategy | BlueGreenStrategy;
  /** Those of the bundle that its analyses use. */
  readonly templates: readonly TemplateDocument[];
  /** Where the bundle says what, by path. */
  readonly positions: Readonly<Record<string, SourcePosition>>;
}
