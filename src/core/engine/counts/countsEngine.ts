/*
 * Longer than our files are elsewhere: one tick is one pass, and its parts share the draws and the tally.
 */
import { bucketCount } from "../../math/logHistogram.ts";
import { binomial } from "../../math/samplers/binomial.ts";
import { normal } from "../../math/samplers/normal.ts";
import { poisson } from "../../math/samplers/poisson.ts";
import { logNormal, sampleLogNormal } from "../../math/samplers.ts";
import type { Streams } from "../../math/streams.ts";
import { Uniforms } from "../../math/uniforms.ts";
import type { Revision, TickCounters, World } from "../../model/index.ts";
import { type ActiveFault, FaultTimeline } from "../activeFaults.ts";
import { Tally } from "../tally.ts";
import { ArrivalRate } from "./arrivalRate.ts";
import { Harmed, Met } from "./crowd.ts";
import { Due } from "./due.ts";
import { type Effects, effectsAt } from "./effects.ts";
import { type LawBook, lawBookOf } from "./lawBook.ts";
import { type Cell, longestDelay, type ResponseLaw } from "./responseLaw.ts";

/** Up to so many requests of a cell each get a log bucket of their own. */
const ONE_BY_ONE = 16;
/** More than that are spread over this many buckets: one in each part of equal probability. */
const PARTS = 8;

export interface CountsOptions {
  /** `classic` leaves the log histogram empty: for sweeps, which look at what a metrics store has. */
  readonly latency?: "histogram" | "classic";
}

/** A stretch of one tick in which a track behaves in one way, and the laws that hold in it. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly faults: readonly ActiveFault[];
  readonly perMs: number;
  readonly instances: number;
  readonly effects: Effects;
  readonly laws: readonly ResponseLaw[];
}

/**
 * The counts resolution: the same world, drawn as counts a tick. Poisson arrivals that are routed and served
 * independently make independent Poisson counts of every class (thinning; Kingman, "Poisson Processes",
 * 1993), so that a tick costs a few binomials whatever the traffic. Requests end in the tick that their
 * latency says; only waiting for a worker couples requests, and is a correction here (`waits.ts`). Where
 * more couples them, `resolutionFor` names the reason and the other engine.
 *
 * All draws for what comes are apart from those for where it goes, so that two policies on one seed meet
 * the same number of requests in every tick.
 */
export class CountsEngine {
  readonly harms = null;
  private readonly world: World;
  private readonly tally: Tally;
  private readonly book: LawBook;
  private readonly rate: ArrivalRate;
  private readonly due: readonly [Due, Due];
  private readonly met: Met;
  private readonly harmed: Harmed;
  private readonly histogram: boolean;
  private readonly width: number;
  private readonly arrivals: Uniforms;
  private readonly split: Uniforms;
  private readonly latency: Uniforms;
  private readonly places: Uniforms;
  private readonly luck: Uniforms;
  private readonly usersDraws: Uniforms;
  private readonly minuteDraws: Uniforms;
  private readonly revisions: [Revision, Revision];
  private readonly timelines: [FaultTimeline, FaultTimeline];
  private readonly stretches: [Stretch | null, Stretch | null] = [null, null];
  private readonly serving: [number, number];
  private counts = new Float64Array(64);
  private readonly ending = new Float64Array(longestDelay);
  private percent = 0;
  private weight = 0;
  private minute = -1;
  private errorNoise = 1;

  constructor(world: World, streams: Streams, options: CountsOptions = {}) {
    this.world = world;
    this.histogram = options.latency !== "classic";
    this.tally = new Tally(world.observe.buckets);
    this.width = world.observe.buckets.length + 1;
    this.due = [new Due(this.width, this.histogram), new Due(this.width, this.histogram)];
    this.book = lawBookOf(world);
    this.rate = new ArrivalRate(world.requestsPerSecond / 1000, world.rate);
    this.met = new Met(world.users);
    this.harmed = new Harmed(world.users);
    // Index 0 is the other resolution's, but for the noise of a minute, which both read.
    this.arrivals = new Uniforms(streams("arrivals", 1));
    this.split = new Uniforms(streams("split", 1));
    this.latency = new Uniforms(streams("service", 1));
    this.places = new Uniforms(streams("service", 2));
    this.luck = new Uniforms(streams("luck", 1));
    this.usersDraws = new Uniforms(streams("users", 1));
    this.minuteDraws = new Uniforms(streams("minuteNoise", 0));
    this.revisions = [world.revisions.stable, world.revisions.canary];
    this.timelines = [this.timelineOf(this.revisions[0], streams), this.timelineOf(this.revisions[1], streams)];
    this.serving = [world.service.instances.stable, 0];
    this.tally.instances[0] = this.serving[0];
  }

  /** Percent of requests that go to the canary from now on. */
  setWeight(weight: number): void {
    this.percent = weight;
    this.weight = weight / 100;
  }

  get asked(): number {
    return this.percent;
  }

  // Counts know no single requests: policies that ask for some are played at the other resolution.

  matchAll(on: boolean): void {
    if (on) throw new Error("counts know no users whom a policy could match");
  }

  mirror(share: number): void {
    if (share > 0) throw new Error("requests are copied at a resolution that knows none");
  }

  loadTest(): void {
    throw new Error("a load test runs at a resolution that knows no single requests");
  }

  /** Instances of a track (0 stable, 1 canary) that take requests from now on. */
  setServing(track: 0 | 1, instances: number): void {
    this.serving[track] = instances;
    this.tally.instances[track] = instances;
  }

  /** Stable runs the canary's revision from now on. */
  promote(_at: number): void {
    this.revisions[0] = this.world.revisions.canary;
    this.timelines[0] = this.timelines[1];
    this.stretches[0] = null;
  }

  /** Draws the tick from `from` to `until`, both in ms, and returns what was counted; valid until the next call. */
  advance(from: number, until: number): TickCounters {
    const { tally } = this;
    tally.reset();
    this.turnMinute(from);
    const expected = this.rate.between(from, until);
    const all = poisson(this.arrivals, expected);
    const share = this.share();
    const canary = binomial(this.split, all, share);
    const perMs = expected / (until - from);
    this.arrive(0, all - canary, (1 - share) * perMs, from, until);
    this.arrive(1, canary, share * perMs, from, until);
    this.answer(0);
    this.answer(1);
    tally.usersExposed = this.met.count;
    tally.usersHarmed = this.harmed.once;
    tally.usersHarmedThrice = this.harmed.thrice;
    return tally;
  }

  private timelineOf(revision: Revision, streams: Streams): FaultTimeline {
    return new FaultTimeline(revision, this.world, streams);
  }

  private share(): number {
    const [stable, canary] = this.serving;
    if (this.world.balancer.kind === "weighted") return this.weight;
    return canary === 0 ? 0 : canary / (canary + stable);
  }

  /** One draw a minute, the very one that the other resolution takes. */
  private turnMinute(from: number): void {
    const minute = Math.floor(from / 60_000);
    if (minute === this.minute) return;
    this.minute = minute;
    const cv = this.world.noise.minuteCv;
    const draw = this.minuteDraws.next();
    if (cv > 0) this.errorNoise = sampleLogNormal(draw, logNormal(1, cv));
  }

  /** Requests of a track come, spread over the stretches of a tick in which its faults change nothing. */
  private arrive(track: 0 | 1, requests: number, perMs: number, from: number, until: number): void {
    const { tally } = this;
    (tally.arrived[track] as number) += requests;
    (tally.inFlight[track] as number) += requests;
    if (requests === 0) return;
    let left = requests;
    let at = from;
    while (left > 0) {
      const timeline = this.timelines[track];
      if (at >= timeline.until) timeline.look(at);
      const end = Math.min(until, timeline.until);
      const here = end === until ? left : binomial(this.split, left, (end - at) / (until - at));
      if (here > 0) this.begin(track, here, perMs, { at, end, from, until });
      left -= here;
      at = end;
    }
  }

  private begin(
    track: 0 | 1,
    requests: number,
    perMs: number,
    when: { readonly at: number; readonly end: number; readonly from: number; readonly until: number },
  ): void {
    const isNew = this.revisions[track] === this.world.revisions.canary;
    if (this.serving[track] === 0) {
      this.refuse(track, requests, isNew);
      return;
    }
    const { effects, laws } = this.stretchAt(track, perMs, when);
    let left = requests;
    let rest = 1;
    for (let i = 0; i < laws.length; i++) {
      const { share } = effects.strands[i] as { readonly share: number };
      const here = i === laws.length - 1 ? left : binomial(this.split, left, Math.min(1, share / rest));
      if (here > 0) this.serve(track, here, laws[i] as ResponseLaw, effects.errorRate, isNew);
      left -= here;
      rest -= share;
    }
  }

  /** Nobody is there to answer: an error at once. */
  private refuse(track: 0 | 1, requests: number, isNew: boolean): void {
    const debt = this.due[track].in(0);
    debt.add(atOnce, requests, this.histogram);
    debt.failed += requests;
    if (isNew && this.timelines[track].active.length > 0) debt.harmful += requests;
    if (isNew) debt.ofNew += requests;
  }

  /** Requests of one strand: when they end, how long they took, and which of them fail. */
  private serve(track: 0 | 1, requests: number, law: ResponseLaw, faultRate: number, isNew: boolean): void {
    const { luck, ending } = this;
    const due = this.due[track];
    if (this.counts.length < law.cells.length) this.counts = new Float64Array(2 * law.cells.length);
    law.split.sample(this.latency, requests, this.counts);
    due.add(law, this.counts, ending);
    const base = Math.min(1, this.world.service.errors * this.errorNoise);
    const harm = faultRate > base ? (faultRate - base) / (1 - base) : 0;
    for (let delay = 0; delay <= law.longest; delay++) {
      const count = ending[delay] as number;
      if (count === 0) continue;
      const debt = due.in(delay);
      // What fails at the base rate fails under the healthy twin too, so only the rest is the release's doing.
      const failed = binomial(luck, count, base);
      const harmful = binomial(luck, count - failed, harm);
      debt.failed += failed + harmful;
      debt.harmful += harmful;
      if (isNew) debt.ofNew += count;
    }
  }

  /** The laws of a stretch: those of the last one while nothing has changed. */
  private stretchAt(
    track: 0 | 1,
    perMs: number,
    {
      at,
      end,
      from,
      until,
    }: { readonly at: number; readonly end: number; readonly from: number; readonly until: number },
  ): Stretch {
    const part = { from: (at - from) / (until - from), until: (end - from) / (until - from) };
    const last = this.stretches[track];
    const instances = this.serving[track];
    const timeline = this.timelines[track];
    if (
      last !== null &&
      last.faults === timeline.active &&
      last.perMs === perMs &&
      last.instances === instances &&
      last.from === part.from &&
      last.until === part.until &&
      !last.effects.grows
    )
      return last;
    const effects = effectsAt(timeline.active, (at + end) / 2);
    const laws = this.book.responsesOf(effects.strands, instances, perMs / instances, part);
    const stretch = { ...part, perMs, instances, effects, laws, faults: timeline.active };
    this.stretches[track] = stretch;
    return stretch;
  }

  /** What fell due in this tick is counted. */
  private answer(track: 0 | 1): void {
    const { tally } = this;
    const debt = this.due[track].in(0);
    const { requests } = debt;
    tally.busy[track] = debt.busy;
    if (requests > 0) {
      tally.answered[track] = requests;
      tally.attempts[track] = requests;
      tally.failed[track] = debt.failed;
      tally.attemptsFailed[track] = debt.failed;
      tally.harmful[track] = debt.harmful;
      (tally.inFlight[track] as number) -= requests;
      // Nobody tries again here, so that an attempt is a request.
      tally.buckets.set(debt.classic, track * this.width);
      tally.attemptBuckets.set(debt.classic, track * this.width);
      // The sum of many latencies is normal, given how many fell into each bucket.
      const noise = normal(this.places.next(), 0, Math.sqrt(debt.latencyVariance));
      tally.latencySum[track] = Math.max(0, debt.latencySum + noise);
      tally.attemptLatencySum[track] = tally.latencySum[track] as number;
      for (let i = 0; i < debt.length; i++) this.place(track, debt.cells[i] as Cell, debt.counts[i] as number);
      if (debt.ofNew > 0) this.met.add(this.usersDraws, debt.ofNew);
      if (debt.harmful > 0) this.harmed.add(this.usersDraws, debt.harmful);
    }
    this.due[track].turn();
  }

  /**
   * Log buckets of a cell's requests. Few are drawn one by one. Many are spread evenly over parts of equal
   * probability, each at one bucket drawn anew in every tick: right on average and at the cell's edges, and
   * within a part it is noise that matters to nobody at such counts.
   */
  private place(track: 0 | 1, cell: Cell, count: number): void {
    const { places } = this;
    if (count <= ONE_BY_ONE) {
      for (let i = 0; i < count; i++) this.touch(track, bucketAt(cell, places.next()), 1);
      return;
    }
    const draw = places.next();
    const each = Math.floor(count / PARTS);
    const over = count - each * PARTS;
    // Which parts get one more turns with the draw, so that none is favoured.
    const turn = Math.floor(draw * 1024) % PARTS;
    for (let part = 0; part < PARTS; part++) {
      const more = (part + turn) % PARTS < over ? 1 : 0;
      this.touch(track, bucketAt(cell, (part + draw) / PARTS), each + more);
    }
  }

  private touch(track: 0 | 1, bucket: number, count: number): void {
    const { tally } = this;
    const place = track * bucketCount + bucket;
    if (tally.latency[place] === 0) tally.touched[tally.touchedLength++] = place;
    (tally.latency[place] as number) += count;
  }
}

const atOnce: Cell = {
  classic: 0,
  delay: 0,
  share: 1,
  mean: 0,
  variance: 0,
  firstBusy: 0,
  lastBusy: 0,
  buckets: Int32Array.of(0),
  cumulative: Float64Array.of(1),
  guide: Int32Array.of(0),
};

function bucketAt({ buckets, cumulative, guide }: Cell, uniform: number): number {
  let place = guide[Math.floor(uniform * guide.length)] as number;
  while ((cumulative[place] as number) <= uniform) place++;
  return buckets[place] as number;
}
