import { percent, readable, span } from "../numbers.ts";
import { conditionError, evaluateCondition, provided, vector } from "./expression/condition.ts";
import { any, float, listOf, type Type } from "./expression/types.ts";
import { judgeValue } from "./measurementPhase.ts";
import type { ArgoMetric } from "./policy.ts";
import { namesOneVersion, rangeOf } from "./question.ts";
import type { MetricRule } from "./rule.ts";

/** AR01 to AR07, AR10, AR12, AR13 and AR31: one metric at a time. */
export const metricRules: readonly MetricRule[] = [
  {
    id: "AR01-no-condition",
    level: "error",
    field: "",
    says: ({ name, provider, successCondition, failureCondition }) =>
      successCondition === "" && failureCondition === "" && !["job", "kayenta", "web", ""].includes(provider)
        ? `${name} has neither successCondition nor failureCondition: every answer counts as success.`
        : null,
  },
  {
    id: "AR02-condition-error",
    level: "error",
    field: "successCondition",
    says: (metric) => wrong(metric, metric.successCondition),
  },
  {
    id: "AR02-condition-error",
    level: "error",
    field: "failureCondition",
    says: (metric) => wrong(metric, metric.failureCondition),
  },
  {
    id: "AR03-unguarded-index",
    level: "warning",
    field: "successCondition",
    says: (metric) => unguarded(metric, metric.successCondition),
  },
  {
    id: "AR03-unguarded-index",
    level: "warning",
    field: "failureCondition",
    says: (metric) => unguarded(metric, metric.failureCondition),
  },
  {
    id: "AR04-nan-passes",
    level: "warning",
    field: "failureCondition",
    says: ({ name, query, successCondition, failureCondition }) =>
      divides(query) && failureCondition !== "" && successCondition === "" && !failureCondition.includes("isNaN")
        ? `The query of ${name} divides: without traffic it is NaN, which no failureCondition catches, so it passes.`
        : null,
  },
  {
    id: "AR05-nan-fails",
    level: "warning",
    field: "successCondition",
    says: ({ name, query, successCondition, failureCondition }) =>
      divides(query) && successCondition !== "" && failureCondition === "" && !successCondition.includes("isNaN")
        ? `The query of ${name} divides: without traffic it is NaN, which meets no successCondition, so it fails.`
        : null,
  },
  { id: "AR06-one-bad-point", level: "warning", field: "", says: oneBadPoint },
  {
    id: "AR07-cannot-fail",
    level: "error",
    field: "failureLimit",
    says: ({ name, effectiveCount, failureLimit }) =>
      effectiveCount !== null && effectiveCount > 0 && failureLimit >= effectiveCount
        ? `${name} is measured ${readable(effectiveCount)} times and may fail ${readable(failureLimit)} times: it can never fail.`
        : null,
  },
  {
    id: "AR10-endless-step",
    level: "warning",
    field: "interval",
    says: ({ name, effectiveCount, consecutiveSuccessLimit }, { kind }) =>
      kind === "step" && effectiveCount === null && consecutiveSuccessLimit === 0
        ? `${name} has an interval and no count: its analysis step never succeeds by itself.`
        : null,
  },
  {
    id: "AR12-old-data",
    level: "warning",
    field: "",
    says: (metric, { kind }) => oldData(metric, kind === "background"),
  },
  {
    id: "AR13-all-versions",
    level: "warning",
    field: "",
    says: ({ name, query }) =>
      query !== "" && !namesOneVersion(query)
        ? `The query of ${name} names neither an argument nor a version: it judges stable and canary together.`
        : null,
  },
  {
    id: "AR31-preview-without-users",
    level: "warning",
    field: "",
    says: (metric, { kind }) => (kind === "pre-promotion" ? seesNobody(metric) : null),
  },
];

function divides(query: string): boolean {
  return query.includes("/");
}

/** A11.1: what a condition is checked against before there is a value. */
function typeOfAnswer({ provider, query }: ArgoMetric): Type {
  if (provider === "prometheus") return /^\s*scalar\s*\(/.test(query) ? float : listOf(float);
  if (provider === "datadog" && /\S/.test(query)) return float;
  return provider === "cloudWatch" || provider === "influxdb" || provider === "graphite" ? listOf(any) : any;
}

function wrong(metric: ArgoMetric, condition: string): string | null {
  const error = condition === "" ? null : conditionError(condition, typeOfAnswer(metric));
  if (error === null) return null;
  return `${metric.name}: ${error}. Every measurement is an Error, and five in a row abort the rollout.`;
}

function unguarded(metric: ArgoMetric, condition: string): string | null {
  const index = condition.search(/result\s*\[/);
  if (metric.provider !== "prometheus" || index === -1 || /len\s*\(\s*result/.test(condition.slice(0, index)))
    return null;
  return `${metric.name} looks at result[…] without len(result) before it: no data is an Error, and five in a row, 40 s, abort the rollout.`;
}

/** AR29 asks the same of a value that is not there yet. */
export function errsOnNothing({ successCondition, failureCondition }: ArgoMetric): boolean {
  return [successCondition, failureCondition].some(
    (condition) => condition !== "" && !evaluateCondition(condition, vector([])).ok,
  );
}

/** A8.1: users come with the switch, so that a ratio over the preview's requests is 0/0 before it (A11.3, S6). */
function seesNobody(metric: ArgoMetric): string | null {
  const { signature, scope, shape } = metric.question;
  if (signature.type === "custom" || scope !== "canary" || shape === "none") return null;
  const { phase } = judgeValue(metric, shape === "vector" ? vector([Number.NaN]) : provided(Number.NaN));
  return `No user calls the preview before the switch: unless something tests it, ${metric.name} finds no requests, and each measurement is ${phase}.`;
}

function oneBadPoint({ name, intervalMs, failureLimit, effectiveCount }: ArgoMetric): string | null {
  if (intervalMs === null || failureLimit !== 0 || (effectiveCount !== null && effectiveCount <= 3)) return null;
  const points = effectiveCount ?? 10;
  const chance = 1 - Array.from({ length: Math.min(points, 1000) }, () => 0.99).reduce((so, good) => so * good, 1);
  return `One bad point of ${name} aborts (failureLimit 0): where a healthy release fails one point in 100, ${readable(points)} points abort it with a chance of ${percent(100 * chance)}.`;
}

function oldData({ name, query, initialDelayMs, intervalMs }: ArgoMetric, background: boolean): string | null {
  const range = rangeOf(query);
  if (range === null) return null;
  if (background && initialDelayMs < range)
    return `${name} starts after ${initialDelayMs === 0 ? "0s" : span(initialDelayMs)} and looks back ${span(range)}: its first measurements see the time before the canary.`;
  if (intervalMs !== null && intervalMs < range)
    return `${name} is measured every ${span(intervalMs)} and looks back ${span(range)}: each measurement sees what the one before it saw.`;
  return null;
}
