import { exp } from "../math/exp.ts";
import { exponentialInto } from "../math/exponentialInto.ts";
import { log } from "../math/log.ts";
import { AliasTable } from "../math/samplers/aliasTable.ts";
import { type LogNormal, logNormal, logNormalInto } from "../math/samplers.ts";
import type { Component, Streams } from "../math/streams.ts";
import type { Xoshiro } from "../math/xoshiro.ts";
import type { ServiceTime, World } from "../model/index.ts";
import { arrivalsInto } from "./arrivals.ts";
import { hasFault } from "./hasFault.ts";
import { usersInto } from "./people.ts";
import type { Sessions } from "./sessions.ts";

const BATCH = 256;

/**
 * What the next requests *are*: when they arrive, whose they are, how long they take and their luck. One
 * draw a stream and request, whatever becomes of it, so that two policies on one seed meet the same
 * requests. Drawn in batches, column by column: the loops stay small enough for the JIT to keep every
 * number unboxed, which is worth a factor of three. Columns that a world has no use for are not drawn:
 * streams are independent, so that this shifts nothing.
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
  /** Number of its session, where users come in sessions. */
  readonly session = new Int32Array(BATCH);
  /** Key in the caches, whether it touches the changing schema, and the time and luck of its dependency calls. */
  readonly key = new Int32Array(BATCH);
  readonly touch = new Float64Array(BATCH);
  readonly dependencyMs = new Float64Array(BATCH);
  readonly dependencyLuck = new Float64Array(BATCH);
  position = 0;
  /** Number of the first request of the batch. */
  batchStart = -BATCH;

  private readonly fills: readonly (() => void)[];
  private readonly scratch = new Float64Array(BATCH);

  /** `sessions` merges those of a world that has them; what plays other worlds does not carry it. */
  constructor(world: World, streams: Streams, sessions?: typeof Sessions) {
    const stream = (component: Component): Xoshiro => streams(component, 0);
    const into = (component: Component, column: Float64Array): (() => void) => {
      const draws = stream(component);
      return () => draws.fillInto(column);
    };
    this.fills = [
      ...this.comings(world, streams, sessions),
      this.durations(this.serviceMs, world.service.latency, stream("service")),
      // Nothing fails, nothing is slow for some, or there is nothing to choose: then any number does.
      ...(world.service.errors > 0 ||
      world.experiments.length > 0 ||
      hasFault(world, "errors") ||
      hasFault(world, "wrongAnswer") ||
      hasFault(world, "lostSession")
        ? [into("luck", this.luck)]
        : []),
      ...(hasFault(world, "latency") || hasFault(world, "hang") ? [into("slowness", this.slowness)] : []),
      ...(world.balancer.key === "session" ? [] : [into("split", this.split)]),
      ...(hasChoice(world) ? [into("pick", this.pick)] : []),
      ...(world.service.cache === null ? [] : [this.cacheKeys(world.service.cache, stream("keys"))]),
      ...(world.schema.steps.length === 0 ? [] : [into("touch", this.touch)]),
      ...(world.dependency === null
        ? []
        : [
            this.durations(this.dependencyMs, world.dependency.latency, stream("dependency")),
            into("dependencyLuck", this.dependencyLuck),
          ]),
    ];
    this.fill();
  }

  /** Moves to the next request. */
  advance(): void {
    if (++this.position === BATCH) this.fill();
  }

  private fill(): void {
    this.position = 0;
    this.batchStart += BATCH;
    for (const fill of this.fills) fill();
  }

  /** When requests come, and whose they are. */
  private comings(world: World, streams: Streams, Made: typeof Sessions | undefined): readonly (() => void)[] {
    const { arrival, user, session } = this;
    if (world.session === null)
      return [arrivalsInto(arrival, world, world.requestsPerSecond, streams), usersInto(user, world, streams)];
    const split = world.balancer.key === "session" ? this.split : null;
    if (Made === undefined) throw new Error("a world with sessions is played with what makes them");
    const sessions = new Made(world.session, world, streams, { arrival, user, session, split });
    return [() => sessions.fill()];
  }

  private cacheKeys(cache: { readonly keys: number; readonly exponent: number }, draws: Xoshiro): () => void {
    const { key, scratch } = this;
    const weights = Float64Array.from({ length: cache.keys }, (_, rank) => exp(-cache.exponent * log(rank + 1)));
    const table = new AliasTable(weights);
    return () => {
      draws.fillInto(scratch);
      for (let i = 0; i < BATCH; i++) key[i] = table.pick(scratch[i] as number);
    };
  }

  private durations(column: Float64Array, law: ServiceTime, draws: Xoshiro): () => void {
    return law.kind === "exponential"
      ? exponentials(column, law.meanMs, draws)
      : logNormals(column, logNormal(law.meanMs, law.cv), draws);
  }
}

function hasChoice({ service: { instances } }: World): boolean {
  return instances.stable > 1 || (instances.canary !== "follow" && instances.canary > 1);
}

function exponentials(column: Float64Array, mean: number, draws: Xoshiro): () => void {
  return () => {
    draws.fillInto(column);
    exponentialInto(column, mean);
  };
}

function logNormals(column: Float64Array, law: LogNormal, draws: Xoshiro): () => void {
  return () => {
    draws.fillInto(column);
    logNormalInto(column, law);
  };
}
