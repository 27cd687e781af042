import type { Millis, Scope, Signature } from "../../model/index.ts";
import { parseGoDuration } from "../goDuration.ts";
import type { MetricQuestion } from "./policy.ts";

/**
 * What a provider's query asks of the simulated metrics. A Prometheus query is known by its shape: a ratio whose
 * numerator leaves failures out is a success rate, one that picks them is an error rate, `histogram_quantile` is a
 * latency. Anything else is known to the world by the metric's name only.
 */
export function questionOf(provider: string, query: string): MetricQuestion {
  const shape = shapeOf(provider);
  const scope = scopeOf(query);
  const windowMs = windowOf(query);
  const known =
    provider === "prometheus" || provider === "datadog" || provider === "newRelic" ? signatureOf(query) : null;
  if (known === null) return { signature: { type: "custom" }, scope, windowMs, scale: 1, shape };
  const isLatency = known.type === "latency" || known.type === "latency-mean";
  return { signature: known, scope, windowMs, scale: isLatency ? latencyScale(query) : rateScale(query), shape };
}

/** A11.1, as far as the world answers with one number. */
function shapeOf(provider: string): MetricQuestion["shape"] {
  switch (provider) {
    case "prometheus":
    case "cloudWatch":
    case "influxdb":
    case "graphite":
      return "vector";
    case "job":
    case "kayenta":
      return "none";
    default:
      return "scalar";
  }
}

const failuresPicked = /(?:code|status|class)[a-z_]*\s*=~?\s*"[^"]*[45]/i;
const failuresLeftOut =
  /(?:code|status|class)[a-z_]*\s*(?:!~|!=)\s*"[^"]*[45]|(?:code|status|class)[a-z_]*\s*=~?\s*"[^"45]*[23]/i;

function signatureOf(query: string): Signature | null {
  const quantile = /histogram_quantile\s*\(\s*(0?\.\d+|1(?:\.0+)?)\s*,/.exec(query);
  if (quantile !== null) return { type: "latency", quantile: Number(quantile[1]) };
  const slash = query.indexOf("/");
  if (slash === -1) return null;
  const numerator = query.slice(0, slash);
  if (/_sum\b/.test(numerator) && /_count\b/.test(query.slice(slash))) return { type: "latency-mean" };
  const inverted = /\b1\s*-/.test(numerator);
  if (failuresLeftOut.test(numerator)) return { type: inverted ? "error-rate" : "success-rate" };
  if (failuresPicked.test(numerator)) return { type: inverted ? "success-rate" : "error-rate" };
  return null;
}

/** Ratios are 0 to 1 unless the query multiplies by 100; the world answers in percent. */
function rateScale(query: string): number {
  return /\b100(?:\.0*)?\s*\*|\*\s*100\b/.test(query) ? 1 : 0.01;
}

/** Prometheus counts seconds, unless the series or the query says milliseconds; the world answers in ms. */
function latencyScale(query: string): number {
  return /milliseconds|_ms\b|\*\s*1000\b|\b1000\s*\*/.test(query) ? 1 : 0.001;
}

/** A query that names neither an argument nor a version sees stable and canary together (AR13). */
function scopeOf(query: string): Scope {
  return namesOneVersion(query) ? "canary" : "total";
}

export function namesOneVersion(query: string): boolean {
  return /\{\{\s*args\.|canary|preview|hash|revision|version|latest/i.test(query);
}

/** The first range in the query, e.g. `[5m]`; a minute where there is none. */
export function windowOf(query: string): Millis {
  return rangeOf(query) ?? 60_000;
}

export function rangeOf(query: string): Millis | null {
  const range = /\[(\d+(?:ms|[smh]))(?::[^\]]*)?\]/.exec(query);
  return range === null ? null : parseGoDuration(range[1] ?? "");
}
