import type { Evidence, EvidenceWindow } from "./judges/index.ts";
import {
  type BadRequest,
  type Census,
  type Columns,
  type JudgeQuestion,
  type Millis,
  type NamedMetric,
  type Observability,
  own,
  type Samples,
} from "./model/index.ts";
import { type Counts, seenBetween } from "./observe/index.ts";

/** A window as it was seen, with the counts of the arms that had any. */
export interface SeenWindow {
  readonly window: EvidenceWindow;
  readonly canary: Samples | null;
  readonly baseline: Samples | null;
}

/** Why a question has no evidence whatever was counted, or what it reads. */
type Reads = { readonly unreadable: string } | { readonly metric: NamedMetric };

/**
 * The evidence that a judge is given in a rollout: what the metrics store had learnt at each look, and no more. A
 * window that has passed never changes, so that each is cut out once a run, however often it is asked for.
 */
export class EvidenceStore {
  private readonly known = new Map<string, SeenWindow>();
  private readonly columns: () => Columns;
  private readonly observe: Observability;
  private readonly census: Census | null;

  constructor(columns: () => Columns, observe: Observability, census: Census | null) {
    this.columns = columns;
    this.observe = observe;
    this.census = census;
  }

  /** One window for each look up to `now`, or why there is nothing to look at. */
  of(question: JudgeQuestion, now: Millis): readonly SeenWindow[] | { readonly unreadable: string } {
    const reads = readsOf(question, this.observe);
    if ("unreadable" in reads) return reads;
    const windows: SeenWindow[] = [];
    for (let to = question.since + question.every; to <= now; to += question.every)
      windows.push(this.window(question, reads.metric, to));
    return windows;
  }

  private window(question: JudgeQuestion, metric: NamedMetric, to: Millis): SeenWindow {
    const { every, bad, against } = question;
    const key = JSON.stringify([question.metric, bad, against, to - every, to]);
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const looks = { from: to - every, to };
    const { observe, census } = this;
    const arms = { layer: metric.layer, who: metric.who, columns: this.columns(), census, observe };
    const seen = {
      canary: seenBetween(looks, { scope: metric.scope, ...arms }),
      baseline: seenBetween(looks, { scope: "stable", ...arms }),
    };
    const window = windowOf(seen, { question, bounds: observe.buckets });
    this.known.set(key, window);
    return window;
  }
}

export function evidenceOf(windows: readonly SeenWindow[]): Evidence {
  return windows.map(({ window }) => window);
}

function readsOf({ metric, signature, bad, judge }: JudgeQuestion, { metrics }: Observability): Reads {
  const named = own(metrics, metric);
  if (named === undefined && signature.type === "custom")
    return { unreadable: `the world has no metric called ${metric}` };
  const read: NamedMetric = named ?? { signature, scope: "canary", layer: "request", who: [] };
  const isLatency = read.signature.type === "latency" || read.signature.type === "latency-mean";
  if (isLatency && bad === "failed" && judge !== "percentile")
    return { unreadable: `${metric} is a latency, and this judge counts: it needs slowerThan` };
  return { metric: read };
}

function windowOf(
  { canary, baseline }: { readonly canary: Counts | null; readonly baseline: Counts | null },
  { question, bounds }: { readonly question: JudgeQuestion; readonly bounds: readonly number[] },
): SeenWindow {
  const { bad, every, against, judge } = question;
  const own = armOf(canary, { bad, bounds, latency: judge === "percentile" });
  // A judge that asks about a limit looks at the canary alone, also where stable has no traffic.
  const other =
    against === "limit" && (baseline?.requests ?? 0) === 0
      ? own
      : armOf(baseline, { bad, bounds, latency: judge === "percentile" });
  const all = own.requests + other.requests;
  return {
    window: {
      seconds: every / 1000,
      canaryShare: all > 0 ? own.requests / all : 0,
      canary: own,
      baseline: other,
    },
    canary: samplesOf(canary, own),
    baseline: samplesOf(baseline, other),
  };
}

function samplesOf(counts: Counts | null, { requests, errors }: EvidenceWindow["canary"]): Samples | null {
  return counts === null ? null : { requests, failures: errors };
}

interface Counting {
  readonly bad: BadRequest;
  readonly bounds: readonly number[];
  readonly latency: boolean;
}

function armOf(counts: Counts | null, { bad, bounds, latency }: Counting): EvidenceWindow["canary"] {
  if (counts === null) return { requests: Number.NaN, errors: Number.NaN, latency: [] };
  const { requests, failures, buckets } = counts;
  return {
    requests,
    errors: bad === "failed" ? failures : slowerThan(bad.slowerThanMs, buckets, bounds),
    latency: latency ? middles(buckets, bounds) : [],
  };
}

/** Requests above a time; inside a bucket they are taken to be spread evenly, as the histogram's quantiles are. */
function slowerThan(limitMs: Millis, buckets: ArrayLike<number>, bounds: readonly number[]): number {
  let slow = 0;
  for (let i = 0; i <= bounds.length; i++) {
    const floor = i === 0 ? 0 : (bounds[i - 1] as number);
    const end = bounds[i] ?? Number.POSITIVE_INFINITY;
    const count = buckets[i] as number;
    if (limitMs <= floor) slow += count;
    else if (limitMs < end && Number.isFinite(end)) slow += (count * (end - limitMs)) / (end - floor);
    else if (limitMs < end) slow += count;
  }
  return Math.round(slow);
}

function middles(buckets: ArrayLike<number>, bounds: readonly number[]): EvidenceWindow["canary"]["latency"] {
  const all: { ms: number; count: number }[] = [];
  for (let i = 0; i <= bounds.length; i++) {
    const count = buckets[i] as number;
    const floor = i === 0 ? 0 : (bounds[i - 1] as number);
    if (count > 0) all.push({ ms: (floor + (bounds[i] ?? floor)) / 2, count });
  }
  return all;
}
