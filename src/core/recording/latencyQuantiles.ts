import { bucketCount, bucketMiddle } from "../math/logHistogram.ts";
import { type Columns, type Millis, type Recording, type Track, tracks } from "../model/index.ts";
import { ticksEnded } from "./windowed.ts";

/** Latency in ms below which the named share of requests ended, to within half a bucket. */
export interface Quantiles {
  readonly requests: number;
  readonly p50: Millis;
  readonly p95: Millis;
  readonly p99: Millis;
}

/** Adds ticks `[from, to)` of one track to a dense histogram, or takes them off, and returns how many. */
function pour(into: Int32Array, columns: Columns, track: Track, from: number, to: number, sign: 1 | -1): number {
  const { offset, bucket, count } = columns.latency;
  const side = tracks.indexOf(track);
  let moved = 0;
  for (let tick = from; tick < to; tick++) {
    const end = offset[2 * tick + side + 1] ?? 0;
    for (let entry = offset[2 * tick + side] ?? 0; entry < end; entry++) {
      const place = bucket[entry] ?? 0;
      const requests = sign * (count[entry] ?? 0);
      into[place] = (into[place] ?? 0) + requests;
      moved += requests;
    }
  }
  return moved;
}

/** All three by nearest rank in one walk over the buckets: a chart asks for hundreds of these at once. */
function quantilesOf(histogram: Int32Array, requests: number): Quantiles | null {
  if (requests === 0) return null;
  const ranks = [0.5, 0.95, 0.99].map((quantile) => Math.max(1, Math.ceil(quantile * requests)));
  const found: Millis[] = [];
  let seen = 0;
  for (let bucket = 0; found.length < ranks.length && bucket < histogram.length; bucket++) {
    seen += histogram[bucket] ?? 0;
    while (seen >= (ranks[found.length] ?? Number.POSITIVE_INFINITY)) found.push(bucketMiddle(bucket));
  }
  const [p50 = Number.NaN, p95 = Number.NaN, p99 = Number.NaN] = found;
  return { requests, p50, p95, p99 };
}

/** Quantiles of one track over the window that ends at `until`; null where no request ended. */
export function latencyQuantiles(
  recording: Recording,
  span: { readonly track: Track; readonly until: Millis; readonly window: Millis },
): Quantiles | null {
  const to = ticksEnded(recording, span.until);
  const from = Math.max(0, to - Math.max(1, Math.round(span.window / recording.tick)));
  const histogram = new Int32Array(bucketCount);
  return quantilesOf(histogram, pour(histogram, recording.columns, span.track, from, to, 1));
}

export interface QuantilesAt {
  readonly at: Millis;
  readonly quantiles: Quantiles | null;
}

/** The same at every `step`, in one pass: each tick enters the sliding window once and leaves it once. */
export function latencySeries(
  recording: Recording,
  pace: { readonly track: Track; readonly window: Millis; readonly step: Millis },
): readonly QuantilesAt[] {
  const { columns, tick } = recording;
  const stride = Math.max(1, Math.round(pace.step / tick));
  const width = Math.max(1, Math.round(pace.window / tick));
  const histogram = new Int32Array(bucketCount);
  const series: QuantilesAt[] = [];
  let requests = 0;
  for (let to = stride; to <= columns.length; to += stride) {
    requests += pour(histogram, columns, pace.track, to - stride, to, 1);
    const gone = Math.max(0, to - width);
    requests += pour(histogram, columns, pace.track, Math.max(0, gone - stride), gone, -1);
    series.push({ at: to * tick, quantiles: quantilesOf(histogram, requests) });
  }
  return series;
}
