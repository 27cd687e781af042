import type { Finding, World } from "../../model/index.ts";
import { placeOf } from "../positions.ts";
import { analysesOf } from "./analyses.ts";
import { backgroundRules, nameRules } from "./lintAnalyses.ts";
import { metricRules } from "./lintMetrics.ts";
import { stepRules } from "./lintSteps.ts";
import type { ArgoPolicy } from "./policy.ts";
import type { Hit, Rule } from "./rule.ts";

const blueGreenRules: readonly Rule[] = [
  {
    id: "AR25-seconds-ignored",
    level: "warning",
    find: ({ strategy }) =>
      strategy.type === "blueGreen" && !strategy.autoPromotionEnabled && strategy.autoPromotionSeconds > 0
        ? [
            {
              path: "spec.strategy.blueGreen.autoPromotionSeconds",
              message: "autoPromotionEnabled is false, so autoPromotionSeconds is ignored: it waits for a person.",
            },
          ]
        : [],
  },
];

/** What Argo's users trip over, found without running the policy; in reading order of the bundle. */
export function lint(policy: ArgoPolicy, world: World): readonly Finding[] {
  const { strategy } = policy;
  const whole = [...nameRules, ...blueGreenRules].flatMap((rule) => found(policy, rule, rule.find(policy, world)));
  const canary =
    strategy.type === "canary"
      ? [...backgroundRules, ...stepRules].flatMap((rule) => found(policy, rule, rule.find(strategy, policy)))
      : [];
  return once([...whole, ...canary, ...metricFindings(policy)]).sort((a, b) => a.line - b.line || a.column - b.column);
}

function metricFindings(policy: ArgoPolicy): readonly Finding[] {
  return analysesOf(policy).flatMap((around) =>
    around.analysis.metrics.flatMap((metric) =>
      metricRules.flatMap((rule) => {
        const message = rule.says(metric, around);
        const path = rule.field === "" ? metric.path : `${metric.path}.${rule.field}`;
        return message === null ? [] : found(policy, rule, [{ path, message }]);
      }),
    ),
  );
}

function found(
  policy: ArgoPolicy,
  { id, level }: Pick<Rule, "id" | "level">,
  hits: readonly Hit[],
): readonly Finding[] {
  return hits.map(({ path, message }) => {
    const { at } = placeOf(policy, path);
    return { level, rule: id, line: at.line, column: at.column, path, message };
  });
}

/** A template that two analyses use is said once. */
function once(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    ({ rule, path, message }, index) =>
      findings.findIndex((other) => other.rule === rule && other.path === path && other.message === message) === index,
  );
}
