import { span } from "../numbers.ts";
import { quoted } from "../quoted.ts";
import { analysesOf } from "./analyses.ts";
import { errsOnNothing } from "./lintMetrics.ts";
import { matchesPattern } from "./pattern.ts";
import type { ArgoAnalysis, ArgoPolicy, ArgoStep, CanaryStrategy } from "./policy.ts";
import { type CanaryRule, canaryPath, type Hit, type Rule } from "./rule.ts";

/** AR14 and AR15: rules over metric names, which are unanchored regular expressions (S18). */
export const nameRules: readonly Rule[] = [
  {
    id: "AR14-rule-matches-nothing",
    level: "error",
    find: (policy) =>
      eachRule(policy, ({ metricName }, { metrics }) =>
        metrics.some(({ name }) => matchesPattern(metricName, name) === true)
          ? null
          : `${quoted(metricName)} matches no metric${metricName === "*" ? ', since "*" alone is no regular expression' : ""}: every run is an Error.`,
      ),
  },
  {
    id: "AR15-rule-matches-more",
    level: "warning",
    find: (policy) =>
      eachRule(policy, ({ metricName }, { metrics }, list) => {
        const matched = metrics.filter(({ name }) => matchesPattern(metricName, name) === true);
        if (list !== "dryRun" || matched.length < 2 || !matched.some(({ name }) => name === metricName)) return null;
        return `${quoted(metricName)} is an unanchored regular expression and also matches ${matched
          .filter(({ name }) => name !== metricName)
          .map(({ name }) => name)
          .join(", ")}: these are dry-run too.`;
      }),
  },
];

type Says = (
  rule: { readonly metricName: string },
  analysis: ArgoAnalysis,
  list: "dryRun" | "measurementRetention",
) => string | null;

function eachRule(policy: ArgoPolicy, says: Says): readonly Hit[] {
  return analysesOf(policy).flatMap(({ analysis }) =>
    (["dryRun", "measurementRetention"] as const).flatMap((list) =>
      (list === "dryRun" ? analysis.dryRun : analysis.retention).flatMap((rule, index) => {
        const message = says(rule, analysis, list);
        return message === null ? [] : [{ path: `${analysis.path}.${list}[${index}].metricName`, message }];
      }),
    ),
  );
}

/** AR11, AR29 and AR30: a background analysis against the steps that it runs beside. */
export const backgroundRules: readonly CanaryRule[] = [
  {
    id: "AR11-promotes-before-failing",
    level: "warning",
    find: (canary) =>
      inBackground(canary, (background) => {
        const after = canary.steps.slice(background.startingStep);
        if (canary.steps.length === 0 || after.some(waitsForPerson)) return [];
        const pauses = pausesOf(after);
        return background.metrics.flatMap(({ name, intervalMs, initialDelayMs, failureLimit }) => {
          const needed = initialDelayMs + (intervalMs ?? 0) * (failureLimit + 1);
          if (failureLimit < 0 || pauses >= needed) return [];
          return [
            `The pauses last ${pauses === 0 ? "0s" : span(pauses)}, and ${name} needs ${span(needed)} to fail: the release is promoted first.`,
          ];
        });
      }),
  },
  {
    id: "AR29-starts-before-pods",
    level: "warning",
    find: (canary) =>
      inBackground(canary, (background) => {
        const [first] = background.metrics;
        const weighted = canary.steps.findIndex(({ weight }) => (weight ?? 0) > 0);
        if (
          first === undefined ||
          first.initialDelayMs > 0 ||
          first.provider !== "prometheus" ||
          background.startingStep > Math.max(0, weighted)
        )
          return [];
        return errsOnNothing(first)
          ? [
              `It starts before the canary has pods, and ${first.name} is an Error without data: five in a row, 40 s, abort the rollout. An initialDelay or a startingStep avoids it.`,
            ]
          : [];
      }),
  },
  {
    id: "AR30-pause-skipped",
    level: "warning",
    find: (canary) =>
      inBackground(canary, (background) => {
        const gap = background.metrics.find(
          ({ successCondition, failureCondition }) => successCondition !== "" && failureCondition !== "",
        );
        const timed = canary.steps.findIndex(
          (step, index) =>
            step.type === "pause" && step.seconds !== null && canary.steps[index - 1]?.type === "setWeight",
        );
        if (gap === undefined || timed === -1) return [];
        return [
          `${gap.name} can be Inconclusive: when that happens during the setWeight before step ${timed + 1}, that pause is skipped once somebody promotes.`,
        ];
      }),
  },
];

function inBackground(
  { background }: CanaryStrategy,
  says: (background: ArgoAnalysis) => readonly string[],
): readonly Hit[] {
  return background === null ? [] : says(background).map((message) => ({ path: `${canaryPath}.analysis`, message }));
}

export function waitsForPerson({ type, seconds }: ArgoStep): boolean {
  return type === "pause" && seconds === null;
}

/** How long the timed pauses last together, in ms. */
export function pausesOf(steps: readonly ArgoStep[]): number {
  return steps.reduce((sum, { seconds }) => sum + (seconds ?? 0) * 1000, 0);
}
