import type { Census, Columns, Layer, Samples, SegmentValue, Track } from "../model/index.ts";
import type { ScrapedRange } from "./scrapes.ts";

/** What one or both tracks did between two scrapes, in the layer that was asked for. */
export interface Counts extends Samples {
  readonly latencySum: number;
  /** One count a latency bound and one for +Inf. */
  readonly buckets: Float64Array;
}

/** What is counted: everybody's, in a layer, or the requests of a group of users, whose latencies nobody keeps. */
export interface Series {
  readonly layer: Layer;
  readonly who: readonly SegmentValue[];
  readonly columns: Columns;
  readonly census: Census | null;
}

/** Sums a track's rows. `width` is the number of latency buckets. */
export function countsOf(
  { from, to }: ScrapedRange,
  { track, series, width }: { readonly track: Track; readonly series: Series; readonly width: number },
): Counts {
  const { columns, who } = series;
  const side = track === "stable" ? 0 : 1;
  const buckets = new Float64Array(width);
  if (who.length > 0) return groupCounts({ from, to }, { side, series, buckets });
  const seen = layerOf(series.layer, columns);
  let requests = 0;
  let failures = 0;
  let latencySum = 0;
  for (let row = from; row < to && row < columns.length; row++) {
    const cell = 2 * row + side;
    requests += seen.ended[cell] as number;
    failures += seen.failed[cell] as number;
    if (series.layer === "business") failures += columns.wrong[cell] as number;
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

function groupCounts(
  { from, to }: ScrapedRange,
  { side, series, buckets }: { readonly side: number; readonly series: Series; readonly buckets: Float64Array },
): Counts {
  const { census, who, columns } = series;
  const group = groupOf(who, census);
  const ended = census?.ended[group];
  const failed = census?.failed[group];
  let requests = 0;
  let failures = 0;
  for (let row = from; row < to && row < columns.length; row++) {
    requests += ended?.[2 * row + side] ?? 0;
    failures += failed?.[2 * row + side] ?? 0;
  }
  return { requests, failures, latencySum: 0, buckets };
}

/** Place of a group of users in the census, −1 when nobody counts them. */
export function groupOf(who: readonly SegmentValue[], census: Census | null): number {
  return census?.groups.findIndex((known) => sameUsers(known, who)) ?? -1;
}

function sameUsers(a: readonly SegmentValue[], b: readonly SegmentValue[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ segment, value }) => b.some((other) => other.segment === segment && other.value === value))
  );
}

/** The columns of what a layer counts. */
function layerOf(layer: Layer, columns: Columns) {
  const { answered, failed, latencySum, buckets } = columns;
  if (layer === "request" || layer === "business") return { ended: answered, failed, latencySum, buckets };
  const seen = (layer === "server" ? columns.servers : undefined) ?? columns;
  const { attempts, attemptsFailed, attemptLatencySum, attemptBuckets } = seen;
  return { ended: attempts, failed: attemptsFailed, latencySum: attemptLatencySum, buckets: attemptBuckets };
}
