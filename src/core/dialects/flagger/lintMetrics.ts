import { exp } from "../../math/exp.ts";
import type { World } from "../../model/index.ts";
import { readable, span } from "../numbers.ts";
import type { FlaggerMetric, FlaggerPolicy } from "./policy.ts";
import type { ListRule } from "./rule.ts";
import { weightsVisited } from "./schedule.ts";

/** FL11 to FL18 and FL34: one metric at a time. */
export const metricRules: readonly ListRule<FlaggerMetric>[] = [
  {
    id: "FL11-unusable-metric",
    level: "error",
    field: "name",
    says: (metric) =>
      metric.kinds.includes("unusable")
        ? `${metric.name} is no built-in metric and has neither a query nor a templateRef: it fails on every tick.`
        : null,
  },
  {
    id: "FL12-zero-ceiling",
    level: "error",
    field: "",
    says: (metric) =>
      !isSuccess(metric) && unbounded(metric) && !metric.kinds.includes("unusable")
        ? `${metric.name} has no thresholdRange, so its ceiling is 0 and any positive value fails.`
        : null,
  },
  {
    id: "FL13-no-floor",
    level: "warning",
    field: "",
    says: (metric) =>
      isSuccess(metric) && metric.range?.min == null && (metric.range !== null || unbounded(metric))
        ? "request-success-rate has no floor: it never fails, except without traffic."
        : null,
  },
  { id: "FL14-unit-slip", level: "error", field: "thresholdRange", says: unitSlip },
  {
    id: "FL15-inverted-range",
    level: "error",
    field: "thresholdRange",
    says: ({ name, range }) =>
      range !== null && range.min !== null && range.max !== null && range.min > range.max
        ? `${name} wants at least ${readable(range.min)} and at most ${readable(range.max)}: no value passes.`
        : null,
  },
  { id: "template-elsewhere", level: "warning", field: "templateRef", says: templateElsewhere },
  { id: "FL16-empty-window", level: "error", field: "", says: emptyWindow },
  { id: "FL17-stale-window", level: "warning", field: "interval", says: staleWindow },
  { id: "FL18-few-requests", level: "warning", field: "interval", says: fewRequests },
  {
    id: "FL34-deprecated",
    level: "warning",
    field: "",
    says: ({ name, threshold, query }) => {
      const fields = [...(threshold === null ? [] : ["threshold"]), ...(query === "" ? [] : ["query"])];
      return fields.length === 0
        ? null
        : `${name} uses the deprecated ${fields.join(" and ")}; use thresholdRange and templateRef.`;
    },
  },
];

/** Ours: whether anything answers such a metric is for the world to say, and the log says it on each tick. */
function templateElsewhere({ name, template }: FlaggerMetric, _policy: FlaggerPolicy, world: World): string | null {
  if (template === null || template.provider !== "" || template.query !== "") return null;
  if (Object.hasOwn(world.observe.metrics, name)) return null;
  return `MetricTemplate ${template.name} is not in this file: ${name} cannot be checked, and is taken to be in range.`;
}

function isSuccess(metric: FlaggerMetric): boolean {
  return metric.name === "request-success-rate";
}

function unbounded(metric: FlaggerMetric): boolean {
  return metric.range === null && (metric.threshold ?? 0) === 0;
}

function unitSlip({ name, range }: FlaggerMetric): string | null {
  const { min, max } = range ?? { min: null, max: null };
  if (name === "request-success-rate" && min !== null && min > 0 && min <= 1)
    return `request-success-rate is in percent, 0 to 100: min ${readable(min)} means ${readable(min)}%.`;
  if (name === "request-duration" && max !== null && max > 0 && max < 1)
    return `request-duration is in whole milliseconds: max ${readable(max)} is cut to 0.`;
  return null;
}

const intervalReaders = ["datadog", "cloudwatch", "newrelic", "dynatrace", "splunk"];

/** F6.10: what an empty interval breaks, as far as the file holds the template. */
function emptyWindow({ name, interval, template }: FlaggerMetric): string | null {
  if (template === null || interval !== "") return null;
  if (intervalReaders.includes(template.provider))
    return `${name} has no interval, which its ${template.provider} provider needs: the check fails on every tick.`;
  const uses = /\{\{-?[ \t]*interval[ \t]*-?\}\}/.test(template.query);
  return uses
    ? `${name} has no interval, so {{ interval }} in its query becomes empty: the check fails on every tick.`
    : null;
}

function staleWindow({ name, windowMs }: FlaggerMetric, { intervalMs }: FlaggerPolicy): string | null {
  if (windowMs <= intervalMs) return null;
  const late = windowMs >= 2 * intervalMs ? " A bad step is judged late." : "";
  return `${name} looks back ${span(windowMs)} while ticks come every ${span(intervalMs)}, so it sees traffic of earlier weights.${late}`;
}

/** The world says how much traffic there is; a window without a request is a failed check (F6.8). */
function fewRequests(
  { name, kinds, windowMs }: FlaggerMetric,
  policy: FlaggerPolicy,
  world: { readonly requestsPerSecond: number },
): string | null {
  const first = weightsVisited(policy).weights[0];
  if (policy.strategy !== "canary" || first === undefined || !kinds.includes("builtin")) return null;
  const expected = (world.requestsPerSecond * (first / 100) * windowMs) / 1000;
  if (expected >= 10) return null;
  const empty = exp(-expected) * 100;
  return `${name} sees about ${readable(expected)} requests in ${span(windowMs)} at ${readable(first)}%: a window is empty, and fails, with a chance of ${readable(empty)}%.`;
}
