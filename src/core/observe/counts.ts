import type { Columns, Layer, Samples, Track } from "../model/index.ts";
import type { ScrapedRange } from "./scrapes.ts";

/** What one or both tracks did between two scrapes, in the layer that was asked for. */
export interface Counts extends Samples {
  readonly latencySum: number;
  /** One count a latency bound and one for +Inf. */
  readonly buckets: Float64Array;
}

/** Sums a track's rows. `width` is the number of latency buckets. */
export function countsOf(
  { from, to }: ScrapedRange,
  { track, layer, columns, width }: { track: Track; layer: Layer; columns: Columns; width: number },
): Counts {
  const side = track === "stable" ? 0 : 1;
  const buckets = new Float64Array(width);
  const seen = layerOf(layer, columns);
  let requests = 0;
  let failures = 0;
  let latencySum = 0;
  for (let row = from; row < to && row < columns.length; row++) {
    const cell = 2 * row + side;
    requests += seen.ended[cell] as number;
    failures += seen.failed[cell] as number;
    latencySum += seen.latencySum[cell] as number;
    for (let i = 0; i < width; i++) (buckets[i] as number) += seen.buckets[cell * width + i] as number;
  }
  return { requests, failures, latencySum, buckets };
}

export function sumOf(parts: readonly Counts[]): Counts | null {
  if (parts.length === 0) return null;
  return parts.reduce((sum, part) => ({
    requests: sum.requests + part.requests,
    failures: sum.failures + part.failures,
    latencySum: sum.latencySum + part.latencySum,
    buckets: sum.buckets.map((count, i) => count + (part.buckets[i] as number)),
  }));
}

/** The columns of what a layer counts. */
function layerOf(layer: Layer, columns: Columns) {
  const { answered, failed, latencySum, buckets, attempts, attemptsFailed, attemptLatencySum, attemptBuckets } =
    columns;
  return layer === "request"
    ? { ended: answered, failed, latencySum, buckets }
    : { ended: attempts, failed: attemptsFailed, latencySum: attemptLatencySum, buckets: attemptBuckets };
}
