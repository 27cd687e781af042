import { parseGoDuration } from "../goDuration.ts";
import { readable, span } from "../numbers.ts";
import { hooksOf } from "./hooks.ts";
import type { FlaggerAlert, FlaggerPolicy, HookType } from "./policy.ts";
import type { ListRule, Rule } from "./rule.ts";
import { passingChecksNeeded, promoteProbability } from "./schedule.ts";

const analysis = "spec.analysis";

/** FL10, FL19 to FL23, FL25 to FL27, FL30 to FL33: pace, patience, gates and cookies. FL32 is a refusal. */
export const gateRules: readonly Rule[] = [
  {
    id: "FL10-no-checks",
    level: "warning",
    path: `${analysis}.metrics`,
    says: (policy) =>
      policy.metrics.length === 0 && !has(policy, "rollout")
        ? "No metric and no rollout webhook: only readiness is judged."
        : null,
  },
  {
    id: "FL19-single-strike",
    level: "warning",
    path: `${analysis}.threshold`,
    says: ({ threshold }) =>
      threshold === 1 ? "threshold 1: a single failed check, such as one window without traffic, rolls back." : null,
  },
  { id: "FL20-luck", level: "warning", path: `${analysis}.threshold`, says: luck },
  {
    id: "FL21-short-interval",
    level: "warning",
    path: `${analysis}.interval`,
    says: ({ written }) => {
      const interval = parseGoDuration(written.interval);
      return interval !== null && interval < 10_000
        ? `interval ${written.interval} is under 10s; Flagger uses 10s.`
        : null;
    },
  },
  {
    id: "FL22-bad-interval",
    level: "error",
    path: `${analysis}.interval`,
    says: ({ written }) =>
      parseGoDuration(written.interval) === null
        ? `interval ${written.interval} cannot be read as a duration; Flagger uses 60s.`
        : null,
  },
  { id: "FL23-slow-hooks", level: "warning", path: `${analysis}.webhooks`, says: slowHooks },
  {
    id: "FL25-rollback-while-waiting",
    level: "info",
    path: `${analysis}.webhooks`,
    says: (policy) =>
      has(policy, "confirm-rollout") && has(policy, "rollback")
        ? "The rollback hook is not asked while confirm-rollout holds the rollout in Waiting."
        : null,
  },
  {
    id: "FL26-two-gates",
    level: "info",
    path: `${analysis}.webhooks`,
    says: (policy) =>
      has(policy, "confirm-traffic-increase") && has(policy, "confirm-promotion")
        ? "At the top weight both confirm-traffic-increase and confirm-promotion have to be open, the first time."
        : null,
  },
  {
    id: "FL27-endless-wait",
    level: "info",
    path: `${analysis}.webhooks`,
    says: (policy) => {
      const gate = policy.hooks.find((hook) => hook.type.startsWith("confirm-"));
      return gate === undefined
        ? null
        : `Gate ${gate.name} (${gate.type}) has no time limit: Flagger waits for it for ever.`;
    },
  },
  {
    id: "FL30-affinity-drift",
    level: "warning",
    path: `${analysis}.sessionAffinity`,
    says: ({ sessionAffinity }) =>
      sessionAffinity !== null && sessionAffinity.primaryCookieName === ""
        ? "Without primaryCookieName users drift to the canary: after k requests a user is there with chance 1 − (1 − weight)^k, e.g. 40% after 10 requests at 5%."
        : null,
  },
  {
    id: "FL31-affinity-unsupported",
    level: "warning",
    path: `${analysis}.sessionAffinity`,
    says: ({ sessionAffinity, provider }) =>
      sessionAffinity !== null && provider !== "istio" && !provider.startsWith("gatewayapi")
        ? `Provider ${provider} does not do session affinity; istio and the Gateway API do.`
        : null,
  },
  {
    id: "FL33-alias",
    level: "warning",
    path: "spec.canaryAnalysis",
    says: ({ written }) =>
      written.canaryAnalysis ? "canaryAnalysis is a deprecated name and is not read beside analysis." : null,
  },
];

/** FL24. */
export const alertRules: readonly ListRule<FlaggerAlert>[] = [
  {
    id: "FL24-silent-alert",
    level: "error",
    field: "",
    says: ({ name, severity }) =>
      severity === ""
        ? `Alert ${name} has no severity, so nothing is ever sent to it; write info, warn or error.`
        : null,
  },
];

function has(policy: FlaggerPolicy, type: HookType): boolean {
  return hooksOf(policy, type).length > 0;
}

/** The count is cumulative, so a build that fails half of its checks may still ship. */
function luck(policy: FlaggerPolicy): string | null {
  const needed = passingChecksNeeded(policy);
  if (needed === null || policy.metrics.length === 0) return null;
  const chance = promoteProbability(needed, policy.threshold, 0.5);
  if (chance < 0.1) return null;
  return `${needed} passing checks before ${policy.threshold} failed ones: a build that fails half of its checks still ships with a chance of ${readable(chance * 100)}%.`;
}

function slowHooks(policy: FlaggerPolicy): string | null {
  const longest = hooksOf(policy, "rollout").reduce((sum, hook) => sum + hook.timeoutMs * (hook.retries + 1), 0);
  if (longest < policy.intervalMs) return null;
  return `The rollout webhooks may take ${span(longest)} together, which is not less than the interval of ${span(policy.intervalMs)}: ticks come late.`;
}
