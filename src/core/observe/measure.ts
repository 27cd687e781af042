import {
  type Columns,
  emptyWindow,
  type Layer,
  type Measurement,
  type Millis,
  type Observability,
  type Query,
  type Reading,
  type Samples,
  type Signature,
  type Track,
} from "../model/index.ts";
import { histogramQuantile } from "./histogramQuantile.ts";
import { scrapedRange } from "./scrapes.ts";

/** The counts of a window, as the scrapes of one or both tracks saw them, in the layer that was asked for. */
interface Counts extends Samples {
  readonly latencySum: number;
  readonly buckets: Float64Array;
}

/**
 * Answers a query at time `at` from the columns recorded so far, through scrape interval, window, delay
 * and missing series. Success and error rates are in percent, latencies in milliseconds.
 */
export function measure(query: Query, columns: Columns, observe: Observability, at: Millis): Measurement {
  const named =
    query.signature.type === "custom" && Object.hasOwn(observe.metrics, query.metric)
      ? observe.metrics[query.metric]
      : undefined;
  const signature = named?.signature ?? query.signature;
  const nothing: Samples = { requests: 0, failures: 0 };
  if (signature.type === "custom") {
    const reason = "the world has no series for this query";
    return { query, reading: { type: "assumed", reason }, samples: nothing };
  }
  const asked = { ...query, scope: named?.scope ?? query.scope, layer: named?.layer ?? query.layer };
  const counts = countsOf(asked, columns, observe, at);
  if (counts === null)
    return { query, reading: { type: "missing", reason: "fewer than two samples of the series" }, samples: nothing };
  const { requests, failures } = counts;
  return { query, reading: read(signature, counts, observe.buckets), samples: { requests, failures } };
}

function read(signature: Exclude<Signature, { type: "custom" }>, counts: Counts, bounds: readonly number[]): Reading {
  if (counts.requests === 0) return { type: "missing", reason: emptyWindow };
  switch (signature.type) {
    case "success-rate":
      return { type: "value", value: (100 * (counts.requests - counts.failures)) / counts.requests };
    case "error-rate":
      return { type: "value", value: (100 * counts.failures) / counts.requests };
    case "latency":
      return { type: "value", value: histogramQuantile(bounds, counts.buckets, signature.quantile) };
    case "latency-mean":
      return { type: "value", value: counts.latencySum / counts.requests };
  }
}

function countsOf(query: Query, columns: Columns, observe: Observability, at: Millis): Counts | null {
  const seen: readonly Track[] = query.scope === "total" ? ["stable", "canary"] : [query.scope];
  const parts = seen.map((track) => trackCounts(track, query, columns, observe, at)).filter((part) => part !== null);
  if (parts.length === 0) return null;
  return parts.reduce((sum, part) => ({
    requests: sum.requests + part.requests,
    failures: sum.failures + part.failures,
    latencySum: sum.latencySum + part.latencySum,
    buckets: sum.buckets.map((count, i) => count + (part.buckets[i] as number)),
  }));
}

function trackCounts(track: Track, query: Query, columns: Columns, observe: Observability, at: Millis): Counts | null {
  const range = scrapedRange(observe, track, at, query.window);
  if (range === null) return null;
  const side = track === "stable" ? 0 : 1;
  const width = observe.buckets.length + 1;
  const buckets = new Float64Array(width);
  const seen = layerOf(query.layer, columns);
  let requests = 0;
  let failures = 0;
  let latencySum = 0;
  for (let row = range.from; row < range.to && row < columns.length; row++) {
    const cell = 2 * row + side;
    requests += seen.ended[cell] as number;
    failures += seen.failed[cell] as number;
    latencySum += seen.latencySum[cell] as number;
    for (let i = 0; i < width; i++) (buckets[i] as number) += seen.buckets[cell * width + i] as number;
  }
  return { requests, failures, latencySum, buckets };
}

/** The columns of what a layer counts. */
function layerOf(layer: Layer, columns: Columns) {
  const { answered, failed, latencySum, buckets, attempts, attemptsFailed, attemptLatencySum, attemptBuckets } =
    columns;
  return layer === "request"
    ? { ended: answered, failed, latencySum, buckets }
    : { ended: attempts, failed: attemptsFailed, latencySum: attemptLatencySum, buckets: attemptBuckets };
}
