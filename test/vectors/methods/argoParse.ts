import { readBundle, readTemplates } from "../../../src/core/dialects/argo/manifest.ts";
import type { ArgoPolicy, ArgoStep } from "../../../src/core/dialects/argo/policy.ts";
import type { ArgoProblem } from "../../../src/core/dialects/argo/problems.ts";
import { fenceposts } from "../../../src/core/dialects/argo/replicaCounts.ts";
import { metricsOfTemplate } from "../../../src/core/dialects/argo/templates.ts";

/** Parsing of `argo.json`: normalised values, or kinds of refusal. */
export const argoParseMethods = {
  "argo-parse": ({ manifest }: { readonly manifest: string }) => {
    const { templates, problems } = readTemplates(manifest);
    const [template] = templates;
    if (problems.length > 0) return kindsOf(problems);
    if (template !== undefined && !/^kind: Rollout$/m.test(manifest)) {
      const read = metricsOfTemplate(template, null);
      return read.problems.length > 0 ? kindsOf(read.problems) : { metrics: read.metrics.map(inSeconds) };
    }
    const result = readBundle(manifest);
    return result.ok ? normalised(result.value) : kindsOf(result.problems);
  },
};

function kindsOf(problems: readonly ArgoProblem[]) {
  return { errors: [...new Set(problems.map(({ kind }) => kind))].sort() };
}

function inSeconds(metric: ReturnType<typeof metricsOfTemplate>["metrics"][number]) {
  const { intervalMs, initialDelayMs } = metric;
  return {
    ...metric,
    intervalSeconds: intervalMs === null ? null : intervalMs / 1000,
    initialDelaySeconds: initialDelayMs / 1000,
  };
}

/** The policy in the words of the conventions. */
function normalised(policy: ArgoPolicy) {
  const { strategy } = policy;
  if (strategy.type === "blueGreen") return { ...policy, ...strategy, strategy: strategy.type };
  const { surge, unavailable } = fenceposts(policy.replicas, strategy.maxSurge, strategy.maxUnavailable);
  return {
    ...policy,
    ...strategy,
    strategy: strategy.type,
    maxSurgePods: surge,
    maxUnavailablePods: unavailable,
    steps: strategy.steps.map(stepOf),
  };
}

function stepOf({ type, weight, seconds }: ArgoStep) {
  if (type === "setWeight") return { type, weight };
  return type === "pause" ? { type, seconds } : { type };
}
