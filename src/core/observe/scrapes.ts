import { type Millis, type MissingSeries, type Observability, type Track, tickMs } from "../model/index.ts";

/** First and last scrape inside a rate window, as row numbers: the increments are rows `from` to `to − 1`. */
export interface ScrapedRange {
  readonly from: number;
  readonly to: number;
}

/**
 * What a range selector of `window` sees at `at`: the samples in (at − window, at], of which a rate uses
 * the first and the last (Prometheus, `promql/functions.go`, extrapolatedRate). Scrapes start half an
 * interval late, so that evaluations on multiples of it fall between two of them: 15 s scrapes leave four
 * samples, and 45 s of increments, in a window of a minute. At other times a scrape may fall on one.
 * Null when fewer than two samples are left.
 */
export function scrapedRange(observe: Observability, track: Track, at: Millis, window: Millis): ScrapedRange | null {
  // A late pipeline shows now what a prompt one showed `delay` ago.
  const end = at - observe.delay;
  const start = Math.max(end - window, -1);
  const phase = Math.floor(observe.scrape / 2 / tickMs) * tickMs;
  let first = -1;
  let last = -1;
  let scrape = Math.floor((start - phase) / observe.scrape) * observe.scrape + phase + observe.scrape;
  for (; scrape <= end; scrape += observe.scrape) {
    if (scrape < 0 || isMissing(observe.missing, track, scrape)) continue;
    if (first < 0) first = scrape;
    last = scrape;
  }
  if (first < 0 || first === last) return null;
  return { from: Math.floor(first / tickMs), to: Math.floor(last / tickMs) };
}

function isMissing(missing: readonly MissingSeries[], track: Track, at: Millis): boolean {
  return missing.some((gap) => gap.track === track && gap.from <= at && at < gap.until);
}
