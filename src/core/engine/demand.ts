import { exponential, type LogNormal, logNormal, sampleLogNormal } from "../math/samplers.ts";
import type { Streams } from "../math/streams.ts";
import type { Xoshiro } from "../math/xoshiro.ts";
import type { World } from "../model/index.ts";

const BATCH = 256;

/**
 * What the next requests *are*: when they arrive, whose they are, how long they take and their luck. One
 * draw a stream and request, whatever becomes of it, so that two policies on one seed meet the same
 * requests. Drawn in batches, column by column: the loops stay small enough for the JIT to keep every
 * number unboxed, which is worth a factor of three.
 */
export class Demand {
  /** Columns of the running batch; `position` is the next request, and `advance` moves on. */
  readonly arrival = new Float64Array(BATCH);
  readonly serviceMs = new Float64Array(BATCH);
  readonly luck = new Float64Array(BATCH);
  readonly slowness = new Float64Array(BATCH);
  /** Draws that the balancer uses: which track, which instance. */
  readonly split = new Float64Array(BATCH);
  readonly pick = new Float64Array(BATCH);
  readonly user = new Int32Array(BATCH);
  position = 0;

  private readonly draws: Readonly<
    Record<"arrivals" | "users" | "service" | "luck" | "slowness" | "split" | "pick", Xoshiro>
  >;
  private readonly law: LogNormal | null;
  private readonly meanServiceMs: number;
  private readonly meanGapMs: number;
  private readonly users: number;

  constructor(world: World, streams: Streams) {
    const { latency } = world.service;
    this.law = latency.kind === "lognormal" ? logNormal(latency.meanMs, latency.cv) : null;
    this.meanServiceMs = latency.meanMs;
    this.meanGapMs = 1000 / world.requestsPerSecond;
    this.users = world.users;
    this.draws = {
      arrivals: streams("arrivals", 0),
      users: streams("users", 0),
      service: streams("service", 0),
      luck: streams("luck", 0),
      slowness: streams("slowness", 0),
      split: streams("split", 0),
      pick: streams("pick", 0),
    };
    this.fill();
  }

  /** Moves to the next request. */
  advance(): void {
    if (++this.position === BATCH) this.fill();
  }

  private fill(): void {
    this.position = 0;
    this.fillArrivals();
    this.fillUsers();
    if (this.law === null) this.fillExponential();
    else this.fillLogNormal(this.law);
    this.draws.luck.fillInto(this.luck);
    this.draws.slowness.fillInto(this.slowness);
    this.draws.split.fillInto(this.split);
    this.draws.pick.fillInto(this.pick);
  }

  private fillArrivals(): void {
    const { arrival, meanGapMs } = this;
    let at = arrival[BATCH - 1] as number;
    this.draws.arrivals.fillInto(arrival);
    for (let i = 0; i < BATCH; i++) {
      at += exponential(arrival[i] as number, meanGapMs);
      arrival[i] = at;
    }
  }

  private fillUsers(): void {
    const { user, users, serviceMs: scratch } = this;
    this.draws.users.fillInto(scratch);
    for (let i = 0; i < BATCH; i++) user[i] = Math.floor((scratch[i] as number) * users);
  }

  private fillExponential(): void {
    const { serviceMs, meanServiceMs } = this;
    this.draws.service.fillInto(serviceMs);
    for (let i = 0; i < BATCH; i++) serviceMs[i] = exponential(serviceMs[i] as number, meanServiceMs);
  }

  private fillLogNormal(law: LogNormal): void {
    const { serviceMs } = this;
    this.draws.service.fillInto(serviceMs);
    for (let i = 0; i < BATCH; i++) serviceMs[i] = sampleLogNormal(serviceMs[i] as number, law);
  }
}
