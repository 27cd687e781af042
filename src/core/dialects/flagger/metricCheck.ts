import type { Check, Layer, Measurement, Query, Reading, Samples, Signature } from "../../model/index.ts";
import type { Bounds, FlaggerMetric, FlaggerPolicy, MetricKind } from "./policy.ts";

const nothing: Samples = { requests: 0, failures: 0 };

/** One judgement of one metric; a metric with several kinds is judged several times (F6.2). */
export interface Item {
  readonly metric: FlaggerMetric;
  readonly kind: MetricKind;
}

export type Pass = "direct" | "templates";

/** F6.2: what a pass evaluates, in list order. A metric that nothing can answer fails in the second (F6.9). */
export function itemsOf(metrics: readonly FlaggerMetric[], pass: Pass): readonly Item[] {
  const kinds: readonly MetricKind[] = pass === "direct" ? ["builtin", "query"] : ["template", "unusable"];
  return metrics.flatMap((metric) =>
    kinds.filter((kind) => metric.kinds.includes(kind)).map((kind) => ({ metric, kind })),
  );
}

/** Queries up to the first unusable metric: F6.2 asks nothing after a failure that is certain. */
export function queriesOf(items: readonly Item[], policy: FlaggerPolicy): readonly Query[] {
  const unusable = items.findIndex((item) => item.kind === "unusable");
  const asked = unusable === -1 ? items : items.slice(0, unusable);
  return asked.map(({ metric, kind }) => ({
    metric: metric.name,
    signature: signatureOf(metric, kind, policy.provider),
    scope: "canary",
    layer: layerOf(policy.provider),
    window: metric.windowMs,
  }));
}

/** F6.5 to F6.7: what the provider's built-in queries compute. */
function signatureOf(metric: FlaggerMetric, kind: MetricKind, provider: string): Signature {
  if (kind !== "builtin") return { type: "custom" };
  if (metric.name === "request-success-rate") return { type: "success-rate" };
  return judgesMean(provider) ? { type: "latency-mean" } : { type: "latency", quantile: 0.99 };
}

/**
 * F6.7: an ingress counts what it answered to clients, after its own retries; a mesh counts each attempt where
 * it reaches the pod (Istio's destination reporter).
 */
function layerOf(provider: string): Layer {
  return provider === "nginx" || provider === "skipper" ? "request" : "attempt";
}

/** F6.6: nginx and skipper give mean latency where the others give P99. */
export function judgesMean(provider: string): boolean {
  return provider === "nginx" || provider === "skipper";
}

/** F6.3, F6.4, F6.6: the bounds that apply to a judgement of this kind. */
export function boundsOf(metric: FlaggerMetric, kind: MetricKind): Bounds {
  const builtin = kind === "builtin" ? metric.name : "";
  if (metric.range !== null) return builtin === "request-duration" ? wholeBounds(metric.range) : metric.range;
  const threshold = metric.threshold ?? 0;
  if (builtin === "request-success-rate") return { min: threshold, max: null };
  if (builtin === "request-duration") return { min: null, max: Math.trunc(threshold) };
  return { min: null, max: threshold };
}

function wholeBounds(range: Bounds): Bounds {
  return {
    min: range.min === null ? null : Math.trunc(range.min),
    max: range.max === null ? null : Math.trunc(range.max),
  };
}

/** F6.3, F6.8: how one reading is judged. `noData` is Flagger's halt: a failed check all the same. */
function outcomeOf(item: Item, reading: Reading): "pass" | "fail" | "noData" {
  if (item.kind === "unusable") return "noData";
  if (reading.type === "assumed") return "pass";
  if (reading.type !== "value" || Number.isNaN(reading.value)) return "noData";
  const { min, max } = boundsOf(item.metric, item.kind);
  const cut = item.kind === "builtin" && item.metric.name === "request-duration";
  const value = cut ? Math.trunc(reading.value) : reading.value;
  return (min !== null && value < min) || (max !== null && value > max) ? "fail" : "pass";
}

/** Judges one pass in order until the first failure (F6.2); what follows it is `notAsked`. */
export function judge(items: readonly Item[], measurements: readonly Measurement[]): readonly Check[] {
  let over = false;
  return items.map((item, index) => {
    const measurement = measurements[index];
    const reading = over ? notAsked : readingOf(item, measurement);
    const outcome = over ? "notAsked" : outcomeOf(item, reading);
    over ||= outcome !== "pass";
    return checkOf(item, { reading, outcome, samples: measurement?.samples ?? nothing });
  });
}

const notAsked: Reading = { type: "missing", reason: "not asked: an earlier check failed" };

function readingOf(item: Item, measurement: Measurement | undefined): Reading {
  if (item.kind === "unusable") return { type: "failed", reason: "it has neither a query nor a template" };
  return measurement?.reading ?? { type: "missing", reason: "the metrics store did not answer" };
}

function checkOf(item: Item, seen: Pick<Check, "reading" | "outcome" | "samples">): Check {
  return {
    metric: item.metric.name,
    unit: unitOf(item),
    reading: seen.reading,
    samples: seen.samples,
    window: item.metric.windowMs,
    ...boundsOf(item.metric, item.kind),
    outcome: seen.outcome,
  };
}

function unitOf({ metric, kind }: Item): Check["unit"] {
  if (kind !== "builtin") return "";
  return metric.name === "request-success-rate" ? "%" : "ms";
}

/** Did any judgement of these fail? */
export function failed(checks: readonly Check[]): boolean {
  return checks.some((check) => check.outcome === "fail" || check.outcome === "noData");
}

/** The checks of metrics that this tick never came to. */
export function unasked(metrics: readonly FlaggerMetric[], pass: Pass): readonly Check[] {
  return itemsOf(metrics, pass).map((item) =>
    checkOf(item, { reading: notAsked, outcome: "notAsked", samples: nothing }),
  );
}
