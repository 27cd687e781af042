import { type AttemptCounts, type Millis, type Track, tracks, type World } from "../model/index.ts";
import { unitsOf } from "./tally.ts";

/** Whether the metrics store reads a track's counters at the start of this tick. */
export type Scraped = (track: Track, at: Millis) => boolean;

/** Where a count is kept: of one track, or of one instance since its last scrape. */
interface Kept extends AttemptCounts {
  readonly width: number;
}

/**
 * Of the attempts that the tally counts, those that no instance's own counter will ever show: what found no instance,
 * what a dying one had not finished, and what it had counted since its last scrape, when its counters begin at 0
 * again. Prometheus sees the reset, and cannot know what came between its last look and the death
 * (https://prometheus.io/docs/prometheus/latest/querying/functions/#increase).
 */
export class ServerCounters {
  /** Of the running tick, two values a field: stable, canary. */
  readonly unseen: Kept;
  private readonly sinceScrape: Kept;
  /** Scrapes of each track so far, and the one after which an instance's counts begin. */
  private readonly scrapes = new Int32Array(2);
  private readonly since: Int32Array;
  private readonly isDown: Uint8Array;
  private readonly bounds: readonly number[];
  private readonly resets: boolean;
  private readonly scraped: Scraped;

  constructor({ observe }: World, instances: number, scraped: Scraped) {
    this.bounds = observe.buckets;
    this.resets = observe.resetOnRestart;
    this.scraped = scraped;
    this.unseen = nothing(2, observe.buckets.length + 1);
    this.sinceScrape = nothing(instances, observe.buckets.length + 1);
    this.since = new Int32Array(instances);
    this.isDown = new Uint8Array(instances);
  }

  /** A tick begins, perhaps with a scrape. */
  begin(at: Millis): void {
    clear(this.unseen, 0);
    clear(this.unseen, 1);
    for (const [side, track] of tracks.entries()) if (this.scraped(track, at)) (this.scrapes[side] as number)++;
  }

  /** An attempt ended at an instance, or at none (−1), after `ms`. Tracks are 0 for stable and 1 for canary. */
  end(instance: number, track: number, ms: Millis, failed: boolean): void {
    if (instance < 0 || this.isDown[instance] === 1) this.count(this.unseen, track, ms, failed);
    else if (this.resets) {
      if (this.since[instance] !== this.scrapes[track]) clear(this.sinceScrape, instance);
      this.since[instance] = this.scrapes[track] as number;
      this.count(this.sinceScrape, instance, ms, failed);
    }
  }

  /** An instance dies: what it had not shown is gone, and so is what it still works on. */
  die(instance: number, track: number): void {
    this.isDown[instance] = 1;
    if (this.since[instance] === this.scrapes[track]) add(this.unseen, track, this.sinceScrape, instance);
    clear(this.sinceScrape, instance);
  }

  revive(instance: number): void {
    this.isDown[instance] = 0;
  }

  private count(kept: Kept, place: number, ms: Millis, failed: boolean): void {
    const { bounds } = this;
    let bucket = 0;
    while (bucket < bounds.length && ms > (bounds[bucket] as number)) bucket++;
    (kept.attempts[place] as number)++;
    if (failed) (kept.attemptsFailed[place] as number)++;
    // In the tally's whole units, so that what is taken away from its sum is exactly what was added to it.
    (kept.attemptLatencySum[place] as number) += unitsOf(ms) / unitsOf(1);
    (kept.attemptBuckets[place * kept.width + bucket] as number)++;
  }
}

function nothing(places: number, width: number): Kept {
  return {
    width,
    attempts: new Int32Array(places),
    attemptsFailed: new Int32Array(places),
    attemptLatencySum: new Float64Array(places),
    attemptBuckets: new Int32Array(places * width),
  };
}

function clear(kept: Kept, place: number): void {
  kept.attempts[place] = 0;
  kept.attemptsFailed[place] = 0;
  kept.attemptLatencySum[place] = 0;
  kept.attemptBuckets.fill(0, place * kept.width, (place + 1) * kept.width);
}

function add(to: Kept, place: number, from: Kept, source: number): void {
  (to.attempts[place] as number) += from.attempts[source] as number;
  (to.attemptsFailed[place] as number) += from.attemptsFailed[source] as number;
  (to.attemptLatencySum[place] as number) += from.attemptLatencySum[source] as number;
  for (let i = 0; i < to.width; i++)
    (to.attemptBuckets[place * to.width + i] as number) += from.attemptBuckets[source * to.width + i] as number;
}
