import type { Finding, World } from "../../model/index.ts";
import { placeOf } from "../positions.ts";
import { alertRules, gateRules } from "./lintGates.ts";
import { metricRules } from "./lintMetrics.ts";
import { weightRules } from "./lintWeights.ts";
import type { FlaggerPolicy } from "./policy.ts";
import type { ListRule, Rule } from "./rule.ts";

/** What Flagger's users trip over, found without running the policy; in reading order of the manifest. */
export function lint(policy: FlaggerPolicy, world: World): readonly Finding[] {
  const whole = [...weightRules, ...gateRules].flatMap((rule) =>
    findingOf(rule, rule.path, { policy, message: rule.says(policy, world) }),
  );
  const metrics = perItem(metricRules, policy.metrics, { policy, world, list: "metrics" });
  const alerts = perItem(alertRules, policy.alerts, { policy, world, list: "alerts" });
  return [...whole, ...metrics, ...alerts].sort((a, b) => a.line - b.line || a.column - b.column);
}

interface Listed {
  readonly policy: FlaggerPolicy;
  readonly world: World;
  readonly list: "metrics" | "alerts";
}

function perItem<Item>(
  rules: readonly ListRule<Item>[],
  items: readonly Item[],
  { policy, world, list }: Listed,
): readonly Finding[] {
  return items.flatMap((item, index) =>
    rules.flatMap((rule) => {
      const entry = `spec.analysis.${list}[${index}]`;
      const path = rule.field === "" ? entry : `${entry}.${rule.field}`;
      return findingOf(rule, path, { policy, message: rule.says(item, policy, world) });
    }),
  );
}

function findingOf(
  rule: Pick<Rule, "id" | "level">,
  path: string,
  { policy, message }: { readonly policy: FlaggerPolicy; readonly message: string | null },
): readonly Finding[] {
  if (message === null) return [];
  const { at } = placeOf(policy, path);
  return [{ level: rule.level, rule: rule.id, line: at.line, column: at.column, path, message }];
}
