import type { SegmentValue } from "./segment.ts";
import type { Millis } from "./units.ts";

/** What a query computes from the metrics that the world exposes. */
export type Signature =
  | { readonly type: "success-rate" }
  | { readonly type: "error-rate" }
  | { readonly type: "latency"; readonly quantile: number }
  | { readonly type: "latency-mean" }
  /** How many requests failed in the window. */
  | { readonly type: "errors" }
  /** How many requests were answered in the window, of users who have all of these values; empty is everybody. */
  | { readonly type: "requests"; readonly who: readonly SegmentValue[] }
  /** A query in somebody's own language, known to the world only by the metric's name. */
  | { readonly type: "custom" };

/** Whose requests a query counts. */
export type Scope = "total" | "stable" | "canary";

/**
 * What is counted: a request as its user sees it, after all retries, or each attempt as the service sees
 * it. Retries hide failures from the first and multiply them in the second. `server` is what instances count in their own
 * memory, so that a death takes with it what was not scraped; a proxy beside them, which counts attempts, lives on.
 * `business` is whether users got what they came for: a wrong answer in good form fails too.
 */
export type Layer = "request" | "attempt" | "server" | "business";

/** One question to the metrics store. Rates are in percent, latencies in milliseconds. */
export interface Query {
  readonly metric: string;
  readonly signature: Signature;
  readonly scope: Scope;
  readonly layer: Layer;
  /** Length of the rate window. */
  readonly window: Millis;
}

/**
 * What came back. `assumed`: the world has no such series and the scenario says nothing of it, so the
 * metric is taken to be in range, and every view says so.
 */
export type Reading =
  | { readonly type: "value"; readonly value: number }
  | { readonly type: "missing"; readonly reason: string }
  | { readonly type: "failed"; readonly reason: string }
  | { readonly type: "assumed"; readonly reason: string };

/** The counts behind a reading, as the scrapes saw them. */
export interface Samples {
  readonly requests: number;
  readonly failures: number;
}

export interface Measurement {
  readonly query: Query;
  readonly reading: Reading;
  readonly samples: Samples;
}
