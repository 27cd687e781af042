import { logNormal, sampleLogNormal } from "../math/samplers.ts";
import type { Streams } from "../math/streams.ts";
import type { World } from "../model/index.ts";
import {
  type Candidates,
  type InstancePicker,
  type InstancePickerName,
  instancePickers,
  type Settler,
} from "./balancers/index.ts";
import { isInPanic } from "./balancers/panic.ts";
import { requestHashes } from "./balancers/requestHash.ts";
import { type SlowStart, slowStartFactor } from "./balancers/slowStart.ts";

/**
 * The instances of both tracks: busy workers, a bounded FIFO queue each, memory and cache. Stable's come
 * first. Queues are rings of attempt slots in one array, a power of two long. Nobody waits while a worker
 * is free, so that one number says how many are busy and how many wait.
 */
export class Fleet {
  readonly size: number;
  readonly workers: number;
  /** Requests that one instance can hold, at its workers and in its queue. */
  readonly capacity: number;
  /** Requests at its workers and in its queue: what least-request compares. */
  readonly active: Int32Array;
  /** Memory in use, MiB, and when the instance last began to serve. */
  readonly memory: Float64Array;
  readonly startedAt: Float64Array;
  /** Service time of each host, as a multiple. */
  readonly pace: Float64Array;
  readonly trackOf: Uint8Array;
  /** Place of an instance inside its track. */
  readonly rank: Int32Array;
  /** Instances that a track has started, whether or not they live; and those that take requests now. */
  private readonly wanted = new Int32Array(2);
  private readonly dead: Uint8Array;
  /** Thrown out by the balancer, but alive. */
  private readonly ejected: Uint8Array;
  private readonly alive = new Int32Array(2);
  private readonly panicPercent: number;
  private readonly slowStart: SlowStart;
  private readonly candidates: readonly [Mutable<Candidates>, Mutable<Candidates>];
  private readonly pickers: readonly [InstancePicker, InstancePicker];
  private readonly first: readonly [number, number];
  private readonly head: Int32Array;
  private readonly ring: Int32Array;
  private readonly mask: number;
  private readonly cached: Uint8Array | null;
  private readonly keys: number;
  private readonly warm: boolean;
  private readonly baseMib: number;

  constructor(world: World, streams: Streams) {
    const { service } = world;
    const { stable } = service.instances;
    const canary = service.instances.canary === "follow" ? stable : service.instances.canary;
    this.size = stable + canary;
    this.first = [0, stable];
    this.workers = service.workers;
    this.capacity = service.workers + service.queue;
    this.active = new Int32Array(this.size);
    this.baseMib = service.memory.baseMib;
    this.memory = new Float64Array(this.size).fill(this.baseMib);
    this.startedAt = new Float64Array(this.size).fill(Number.NEGATIVE_INFINITY);
    this.trackOf = Uint8Array.from({ length: this.size }, (_, i) => (i < stable ? 0 : 1));
    this.rank = Int32Array.from({ length: this.size }, (_, i) => (i < stable ? i : i - stable));
    this.dead = new Uint8Array(this.size);
    this.ejected = new Uint8Array(this.size);
    this.panicPercent = 100 * world.balancer.panic;
    this.slowStart = { windowMs: world.balancer.slowStart, aggression: 1, minWeightPercent: 10 };
    this.pace = paces(this.size, world.noise.hostCv, streams);
    this.keys = service.cache?.keys ?? 0;
    this.warm = service.cache?.warm ?? true;
    this.cached = service.cache === null ? null : new Uint8Array(this.size * this.keys);
    // Stable has been running for long: its caches are full.
    this.cached?.fill(1, 0, stable * this.keys);
    if (this.warm) this.cached?.fill(1);

    this.head = new Int32Array(this.size);
    const length = powerOfTwoAtLeast(Math.max(1, service.queue));
    this.ring = new Int32Array(this.size * length);
    this.mask = length - 1;

    this.candidates = [this.candidatesOf(), this.candidatesOf()];
    this.pickers = [this.pickerOf(0, world, streams), this.pickerOf(1, world, streams)];
    this.start(0, stable, Number.NEGATIVE_INFINITY);
  }

  /** Instances of a track that are there, whether or not the balancer wants them now. */
  serving(track: number): number {
    return this.alive[track] as number;
  }

  /** The instance for a request, −1 when nobody takes traffic. */
  pick(track: number, uniform: number, user: number): number {
    return (this.pickers[track] as InstancePicker).pick(uniform, user);
  }

  /** Instances are asked to settle before anybody compares how busy they are. */
  settleBy(settler: Settler): void {
    for (const candidates of this.candidates) candidates.settler = settler;
  }

  /** From now on this many instances of a track are there; those that are new begin with empty hands. */
  start(track: number, count: number, at: number): void {
    const first = this.first[track] as number;
    for (let i = this.wanted[track] as number; i < count; i++) this.renew(first + i, at);
    this.wanted[track] = count;
    this.list(track);
  }

  /** Takes an instance away until `revive`. */
  kill(instance: number): void {
    this.dead[instance] = 1;
    this.list(this.trackOf[instance] as number);
  }

  revive(instance: number, at: number): void {
    this.dead[instance] = 0;
    this.renew(instance, at);
    this.list(this.trackOf[instance] as number);
  }

  /** A new process: no memory in use, an empty cache unless caches are warm. */
  renew(instance: number, at: number): void {
    this.memory[instance] = this.baseMib;
    this.startedAt[instance] = at;
    if (at > 0 && !this.warm) this.cached?.fill(0, instance * this.keys, (instance + 1) * this.keys);
  }

  /** True when the instance had to fetch this key, which it knows from now on. */
  misses(instance: number, key: number): boolean {
    const { cached } = this;
    if (cached === null) return false;
    const cell = instance * this.keys + key;
    if (cached[cell] === 1) return false;
    cached[cell] = 1;
    return true;
  }

  /** Workers of a track that serve somebody. */
  busyOn(track: number): number {
    let busy = 0;
    for (let i = 0; i < this.size; i++)
      if (this.trackOf[i] === track) busy += Math.min(this.active[i] as number, this.workers);
    return busy;
  }

  /** Behind the `waiting` that are there. */
  enqueue(instance: number, waiting: number, slot: number): void {
    const at = ((this.head[instance] as number) + waiting) & this.mask;
    this.ring[instance * (this.mask + 1) + at] = slot;
  }

  dequeue(instance: number): number {
    const head = this.head[instance] as number;
    const active = (this.active[instance] as number) - 1;
    this.active[instance] = active;
    // An empty queue begins at the front again, which is in the cache.
    this.head[instance] = active === this.workers ? 0 : (head + 1) & this.mask;
    return this.ring[instance * (this.mask + 1) + head] as number;
  }

  /** The instances of a track that the balancer has thrown out, as one byte each by rank. */
  eject(track: number, ejected: Uint8Array): void {
    this.ejected.set(ejected, this.first[track] as number);
    this.list(track);
  }

  /** Brings the weights of young instances up to time `at`. */
  warmUp(at: number): void {
    for (let track = 0; track < 2; track++) {
      const { list, count, slowStart } = this.candidates[track] as Candidates;
      let changed = false;
      for (let place = 0; place < count; place++) {
        const instance = list[place] as number;
        const factor = slowStartFactor(at - (this.startedAt[instance] as number), this.slowStart);
        changed ||= factor !== slowStart[instance];
        slowStart[instance] = factor;
      }
      if (changed) (this.pickers[track] as InstancePicker).refresh();
    }
  }

  private list(track: number): void {
    const candidates = this.candidates[track] as Mutable<Candidates>;
    const first = this.first[track] as number;
    const wanted = this.wanted[track] as number;
    let alive = 0;
    let healthy = 0;
    for (let i = first; i < first + wanted; i++) {
      if (this.dead[i] === 1) continue;
      alive++;
      if (this.ejected[i] === 0) healthy++;
    }
    const panics = isInPanic({ hosts: wanted, healthy, degraded: 0, excluded: 0 }, this.panicPercent);
    let count = 0;
    for (let i = first; i < first + wanted; i++) {
      if (this.dead[i] === 0 && (panics || this.ejected[i] === 0)) candidates.list[count++] = i;
    }
    this.alive[track] = alive;
    candidates.count = count;
    (this.pickers[track] as InstancePicker).refresh();
  }

  private candidatesOf(): Mutable<Candidates> {
    return {
      list: new Int32Array(this.size),
      count: 0,
      weight: new Float64Array(this.size).fill(1),
      slowStart: new Float64Array(this.size).fill(1),
      active: this.active,
      settler: null,
      keys: Array.from({ length: this.size }, (_, i) => `instance-${i}`),
    };
  }

  private pickerOf(track: number, world: World, streams: Streams): InstancePicker {
    const { pick } = world.balancer;
    const make = instancePickers[pick as InstancePickerName];
    if (make === undefined) throw new Error(`no such picker: ${pick}`);
    const draw = new Float64Array(1);
    streams("pickSeed", track).fillInto(draw);
    const hashed = pick === "ringHash" || pick === "maglev";
    return make({
      candidates: this.candidates[track] as Candidates,
      hashes: requestHashes(hashed ? world.users : 0, (user) => [`user-${user}`]),
      seed: Math.floor((draw[0] as number) * 4294967296),
    });
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A persistent difference between hosts, log-normal with mean 1. */
function paces(hosts: number, cv: number, streams: Streams): Float64Array {
  const draws = new Float64Array(hosts).fill(1);
  if (cv === 0) return draws;
  streams("hostNoise", 0).fillInto(draws);
  const law = logNormal(1, cv);
  return draws.map((draw) => sampleLogNormal(draw, law));
}

function powerOfTwoAtLeast(n: number): number {
  let power = 1;
  while (power < n) power *= 2;
  return power;
}
