import type { Finding, World } from "../../model/index.ts";
import type { PlacedAnalysis } from "./analyses.ts";
import type { ArgoMetric, ArgoPolicy, CanaryStrategy } from "./policy.ts";

/** Where a rule found something, and what it says. */
export interface Hit {
  readonly path: string;
  readonly message: string;
}

/** One thing that Argo's users trip over; no hits where the policy is fine. */
export interface Rule {
  readonly id: string;
  readonly level: Finding["level"];
  find(policy: ArgoPolicy, world: World): readonly Hit[];
}

/** A rule about each metric of each analysis; `field` is meant, or the whole metric where it is empty. */
export interface MetricRule {
  readonly id: string;
  readonly level: Finding["level"];
  readonly field: string;
  says(metric: ArgoMetric, around: PlacedAnalysis): string | null;
}

/** A rule about a canary; null where it is fine. */
export interface CanaryRule {
  readonly id: string;
  readonly level: Finding["level"];
  find(canary: CanaryStrategy, policy: ArgoPolicy): readonly Hit[];
}

export const canaryPath = "spec.strategy.canary";
