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
  const phase = phaseOf(observe);
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

/**
 * What a counter gained between two looks: from the last scrape that was seen at `from` to the last one seen at `to`,
 * so that looks which follow each other neither lose nor repeat a request, unlike rates over windows. A counter is 0
 * at the start of time, and after a gap its next scrape holds what the gap hid. Null when nothing new was scraped.
 */
export function countedRange(
  observe: Observability,
  track: Track,
  { from, to }: { readonly from: Millis; readonly to: Millis },
): ScrapedRange | null {
  const last = lastScrape(observe, track, to - observe.delay);
  const before = lastScrape(observe, track, from - observe.delay);
  if (last === null || last === before) return null;
  return { from: before === null ? 0 : Math.floor(before / tickMs), to: Math.floor(last / tickMs) };
}

/** Whether a track is scraped at this time, and the scrape arrives. */
export function isScraped(observe: Observability, track: Track, at: Millis): boolean {
  const since = at - phaseOf(observe);
  return since >= 0 && since % observe.scrape === 0 && !isMissing(observe.missing, track, at);
}

function lastScrape(observe: Observability, track: Track, at: Millis): Millis | null {
  const phase = phaseOf(observe);
  let scrape = Math.floor((at - phase) / observe.scrape) * observe.scrape + phase;
  while (scrape >= 0 && isMissing(observe.missing, track, scrape)) scrape -= observe.scrape;
  return scrape < 0 ? null : scrape;
}

/** Scrapes start half an interval late. */
function phaseOf({ scrape }: Observability): Millis {
  return Math.floor(scrape / 2 / tickMs) * tickMs;
}

function isMissing(missing: readonly MissingSeries[], track: Track, at: Millis): boolean {
  return missing.some((gap) => gap.track === track && gap.from <= at && at < gap.until);
}
