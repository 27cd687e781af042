import {
  type Census,
  type Columns,
  type Measurement,
  type Millis,
  type Observability,
  own,
  type Query,
  type Samples,
  type SegmentValue,
  type Track,
} from "../model/index.ts";
import { type Counts, countsOf, groupOf, type Series, sumOf } from "./counts.ts";
import { readingOf } from "./readingOf.ts";
import { countedRange, scrapedRange } from "./scrapes.ts";
import { seenBetween } from "./seenBetween.ts";

/**
 * Answers a query at time `at` from the columns recorded so far, through scrape interval, window, delay
 * and missing series. Success and error rates are in percent, latencies in milliseconds.
 */
export function measure(
  query: Query,
  columns: Columns,
  observe: Observability,
  at: Millis,
  census: Census | null = null,
): Measurement {
  const named = query.signature.type === "custom" ? own(observe.metrics, query.metric) : undefined;
  const signature = named?.signature ?? query.signature;
  const nothing: Samples = { requests: 0, failures: 0 };
  if (signature.type === "requests") return countRequests(query, signature.who, { columns, observe, at, census });
  if (signature.type === "custom") {
    const reason = "the world has no series for this query";
    return { query, reading: { type: "assumed", reason }, samples: nothing };
  }
  const asked = { ...query, scope: named?.scope ?? query.scope, layer: named?.layer ?? query.layer };
  const series = { layer: asked.layer, who: named?.who ?? [], columns, census };
  const counts = windowCounts(asked, series, observe, at);
  if (counts === null)
    return { query, reading: { type: "missing", reason: "fewer than two samples of the series" }, samples: nothing };
  const { requests, failures } = counts;
  return { query, reading: readingOf(signature, counts, observe.buckets), samples: { requests, failures } };
}

function windowCounts(query: Query, series: Series, observe: Observability, at: Millis): Counts | null {
  const seen: readonly Track[] = query.scope === "total" ? ["stable", "canary"] : [query.scope];
  const width = observe.buckets.length + 1;
  return sumOf(
    seen.flatMap((track) => {
      const range = scrapedRange(observe, track, at, query.window);
      return range === null ? [] : [countsOf(range, { track, series, width })];
    }),
  );
}

interface Seen {
  readonly columns: Columns;
  readonly observe: Observability;
  readonly at: Millis;
  readonly census: Census | null;
}

/** A number of requests, which needs no rate: what the counter gained, of everybody or of a group of users. */
function countRequests(
  query: Query,
  who: readonly SegmentValue[],
  { columns, observe, at, census }: Seen,
): Measurement {
  const from = at - query.window;
  if (who.length === 0) {
    const counts = seenBetween(
      { from, to: at },
      { scope: query.scope, layer: query.layer, who, columns, census, observe },
    );
    return requestsAnswer(query, counts?.requests ?? 0, counts?.failures ?? 0);
  }
  const group = groupOf(who, census);
  if (census === null || group < 0) {
    const reading = { type: "missing", reason: "nobody counts these users" } as const;
    return { query, reading, samples: { requests: 0, failures: 0 } };
  }
  const range = countedRange(observe, "canary", { from, to: at });
  let requests = 0;
  for (let row = range?.from ?? 0; row < Math.min(range?.to ?? 0, columns.length); row++)
    requests += census.requests[group]?.[row] ?? 0;
  return requestsAnswer(query, requests, 0);
}

function requestsAnswer(query: Query, requests: number, failures: number): Measurement {
  return { query, reading: { type: "value", value: requests }, samples: { requests, failures } };
}
