import { readManifest } from "../../../src/core/dialects/flagger/manifest.ts";
import { boundsOf, itemsOf, judge } from "../../../src/core/dialects/flagger/metricCheck.ts";
import type { FlaggerPolicy } from "../../../src/core/dialects/flagger/policy.ts";
import { sentFor } from "../../../src/core/dialects/flagger/readHook.ts";
import { passingChecksNeeded, promoteProbability } from "../../../src/core/dialects/flagger/schedule.ts";
import { ceilingOf, mirrorShare, strategyOf, weightMove } from "../../../src/core/dialects/flagger/strategy.ts";
import { FlaggerCluster, readingOf, type ScriptedValue, type TickScript } from "./flaggerCluster.ts";
import { flaggerMetric } from "./flaggerMetric.ts";
import { scheduleOf } from "./flaggerSchedule.ts";

interface AnalysisInput {
  readonly stepWeight?: number;
  readonly stepWeights?: readonly number[];
  readonly maxWeight?: number;
  readonly iterations?: number;
  readonly match?: readonly unknown[];
}

interface TraceInput {
  readonly manifest: string;
  readonly script: readonly TickScript[];
}

/** The methods of `flagger.json`; its `meta.conventions` describes inputs and outputs. */
export const flaggerMethods = {
  "flagger-trace": ({ manifest, script }: TraceInput) => {
    const cluster = new FlaggerCluster(policyOf(manifest));
    return { ticks: script.map((tick) => cluster.tick(tick)) };
  },
  "flagger-hook-trace": ({ manifest, script }: TraceInput) => {
    const cluster = new FlaggerCluster(policyOf(manifest));
    return {
      ticks: script.map((tick) => {
        const { phase } = cluster.tick(tick);
        return { called: cluster.called, phase };
      }),
    };
  },
  "flagger-parse": ({ manifest, meshProvider }: { readonly manifest: string; readonly meshProvider?: string }) => {
    const result = readManifest(manifest, meshProvider ?? "istio");
    if (result.ok) return normalised(result.value);
    return { errors: [...new Set(result.problems.map((problem) => problem.kind))].sort() };
  },
  "flagger-schedule": ({ manifest }: { readonly manifest: string }) => scheduleOf(policyOf(manifest)),
  "flagger-odds": ({ manifest, failProbability }: { readonly manifest: string; readonly failProbability: number }) => {
    const policy = policyOf(manifest);
    const needed = passingChecksNeeded(policy);
    return {
      passingChecksNeeded: needed,
      failuresTolerated: policy.threshold - 1,
      promoteProbability: needed === null ? 0 : promoteProbability(needed, policy.threshold, failProbability),
    };
  },
  "flagger-metric-check": metricCheck,
  "flagger-step": ({ analysis, canaryWeight }: { readonly analysis: AnalysisInput; readonly canaryWeight: number }) => {
    const plan = {
      stepWeight: analysis.stepWeight ?? 0,
      stepWeights: analysis.stepWeights ?? [],
      maxWeight: analysis.maxWeight ?? 0,
    };
    const move = weightMove(plan, canaryWeight);
    return { ceiling: ceilingOf(plan), step: move.step, action: move.action, nextCanaryWeight: move.weight };
  },
  "flagger-strategy": ({ analysis }: { readonly analysis: AnalysisInput }) => ({
    strategy: strategyOf({
      provider: "istio",
      iterations: analysis.iterations ?? 0,
      match: (analysis.match ?? []).length > 0,
    }),
  }),
};

function policyOf(manifest: string): FlaggerPolicy {
  const result = readManifest(manifest, "istio");
  if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `line ${line}: ${message}`).join(" "));
  return result.value;
}

/** The policy in the words of the conventions. */
function normalised(policy: FlaggerPolicy) {
  const affinity = policy.sessionAffinity;
  return {
    ...policy,
    intervalSeconds: policy.intervalMs / 1000,
    maxWeight: ceilingOf(policy),
    mirrorPercent: policy.mirror ? mirrorShare({ provider: "istio", mirrorWeight: policy.mirrorWeight }) : 0,
    metrics: policy.metrics.map((metric) => ({
      name: metric.name,
      kinds: metric.kinds,
      interval: metric.interval,
      ...boundsOf(metric, metric.kinds[0] ?? "unusable"),
    })),
    webhooks: policy.hooks.map((hook) => ({
      name: hook.name,
      type: hook.type,
      timeoutSeconds: hook.timeoutMs / 1000,
      retries: hook.retries,
      muteAlert: hook.muteAlert,
    })),
    alerts: policy.alerts.map(({ name, severity }) => ({ name, sentFor: sentFor(severity) })),
    sessionAffinity: affinity === null ? undefined : affinity,
  };
}

interface MetricInput {
  readonly metric: unknown;
  readonly value: ScriptedValue;
  readonly provider?: string;
}

/** A halt is a check without a usable value; it counts like any failure (F6.8). */
function metricCheck({ metric, value }: MetricInput) {
  const read = flaggerMetric(metric);
  const items = (["direct", "templates"] as const).flatMap((pass) => itemsOf([read], pass));
  const measurements = items.map(() => ({
    query: {
      metric: read.name,
      signature: { type: "custom" },
      scope: "canary",
      layer: "request",
      window: read.windowMs,
    } as const,
    reading: readingOf(value),
    samples: { requests: 0, failures: 0 },
  }));
  const first = judge(items, measurements).find((check) => check.outcome !== "pass");
  if (first === undefined) return { outcome: "pass", failedChecksDelta: 0 };
  return { outcome: first.outcome === "noData" ? "halt" : "fail", failedChecksDelta: 1 };
}
