/**
 * Argo Rollouts: Rollout and AnalysisTemplates, the controller's rounds as a lifecycle machine, its own rules. It knows
 * signals and commands, and neither the engine that answers them nor the scenario that holds it.
 */
import type { Dialect } from "../dialect.ts";
import { lint } from "./lint.ts";
import { parse, recognises } from "./manifest.ts";
import type { ArgoPolicy } from "./policy.ts";
import { argoRules } from "./rules.ts";

export const argo: Dialect<ArgoPolicy> = { ...argoRules, recognises, parse, lint };
