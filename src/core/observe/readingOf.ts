import { emptyWindow, type Reading, type Signature } from "../model/index.ts";
import type { Counts } from "./counts.ts";
import { histogramQuantile } from "./histogramQuantile.ts";

/**
 * What a query makes of the counts in its window: rates in percent, latencies in milliseconds, counts as they are.
 * `bounds` are those of the latency histogram. Without a request there is no series to speak of, not even zeros.
 */
export function readingOf(
  signature: Exclude<Signature, { type: "custom" }>,
  counts: Counts,
  bounds: readonly number[],
): Reading {
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
    case "errors":
      return { type: "value", value: counts.failures };
    case "requests":
      return { type: "value", value: counts.requests };
  }
}
