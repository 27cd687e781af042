import type { Streams } from "../math/streams.ts";
import type { Revision, TickCounters, World } from "../model/index.ts";
import { Agenda } from "./agenda.ts";
import { type Behaviour, behaviourAt } from "./behaviour.ts";
import { Demand } from "./demand.ts";
import { Pool } from "./pool.ts";
import { Population } from "./population.ts";
import { Tally } from "./tally.ts";

const OK = 0;
const FAILED = 1;
const HARMFUL = 2;

/**
 * The requests resolution: an exact discrete-event simulation, request by request. Poisson arrivals of
 * users, a weighted split, least-request of two inside a track, and instances with workers and a bounded
 * FIFO queue. Requests in flight are slots in parallel arrays, so nothing is allocated per request. A
 * fault acts on requests that arrive while it is active.
 */
export class RequestsEngine {
  private readonly world: World;
  private readonly demand: Demand;
  private readonly pool: Pool;
  private readonly tally: Tally;
  private readonly population: Population;
  private readonly agenda: Agenda;

  private readonly arrivedAt: Float64Array;
  private readonly serviceMs: Float64Array;
  private readonly endsAt: Float64Array;
  private readonly user: Int32Array;
  private readonly instance: Int32Array;
  private readonly trackOf: Uint8Array;
  private readonly fate: Uint8Array;
  private readonly isNew: Uint8Array;
  private readonly free: Int32Array;
  private freeLength: number;

  private readonly revisions: [Revision, Revision];
  private readonly behaviours: [Behaviour, Behaviour];
  private readonly busyWorkers = new Int32Array(2);
  private weight = 0;

  constructor(world: World, streams: Streams) {
    const { service } = world;
    this.world = world;
    this.demand = new Demand(world, streams);
    const canary = service.instances.canary === "follow" ? service.instances.stable : service.instances.canary;
    this.pool = new Pool({ stable: service.instances.stable, canary, workers: service.workers, queue: service.queue });
    this.tally = new Tally(world.observe.buckets);
    this.tally.instances[0] = service.instances.stable;
    this.population = new Population(world.users);

    const slots = (service.instances.stable + canary) * (service.workers + service.queue);
    this.arrivedAt = new Float64Array(slots);
    this.serviceMs = new Float64Array(slots);
    this.endsAt = new Float64Array(slots);
    this.agenda = new Agenda(this.endsAt);
    this.user = new Int32Array(slots);
    this.instance = new Int32Array(slots);
    this.trackOf = new Uint8Array(slots);
    this.fate = new Uint8Array(slots);
    this.isNew = new Uint8Array(slots);
    this.free = Int32Array.from({ length: slots }, (_, slot) => slots - 1 - slot);
    this.freeLength = slots;

    this.revisions = [world.revisions.stable, world.revisions.canary];
    this.behaviours = [behaviourAt(this.revisions[0], service, 0), behaviourAt(this.revisions[1], service, 0)];
  }

  /** Percent of requests that go to the canary from now on. */
  setWeight(weight: number): void {
    this.weight = weight / 100;
  }

  /** Instances of a track (0 stable, 1 canary) that take requests from now on; others finish what they have. */
  setServing(track: number, instances: number): void {
    this.pool.serving[track] = instances;
    this.tally.instances[track] = instances;
  }

  /** Stable runs the canary's revision from now on. */
  promote(at: number): void {
    this.revisions[0] = this.world.revisions.canary;
    this.behaviours[0] = behaviourAt(this.revisions[0], this.world.service, at);
  }

  /** Simulates from `from` up to `until` and returns what was counted; valid until the next call. */
  advance(from: number, until: number): TickCounters {
    const { agenda, demand, tally } = this;
    tally.reset();
    // Worker time is a sum of ends minus starts, closed at both edges of the tick.
    for (let track = 0; track < 2; track++) tally.busy[track] = -(this.busyWorkers[track] as number) * from;
    const { arrival } = demand;
    for (;;) {
      const departure = agenda.nextTime();
      const next = arrival[demand.position] as number;
      if (departure <= next) {
        if (departure >= until) break;
        this.depart(agenda.nextSlot());
      } else {
        if (next >= until) break;
        this.arrive(demand.position);
        demand.advance();
      }
    }
    for (let track = 0; track < 2; track++) {
      tally.busy[track] = ((tally.busy[track] as number) + (this.busyWorkers[track] as number) * until) * 0.001;
    }
    tally.usersExposed = this.population.usersExposed;
    tally.usersHarmed = this.population.usersHarmed;
    tally.usersHarmedThrice = this.population.usersHarmedThrice;
    return tally;
  }

  /** The request at `index` of the running batch meets the balancer and an instance. */
  private arrive(index: number): void {
    const { demand, pool, tally } = this;
    const at = demand.arrival[index] as number;
    const user = demand.user[index] as number;
    const track = (demand.split[index] as number) < this.weight ? 1 : 0;
    const instance = pool.pick(track, demand.pick[index] as number);
    let behaviour = this.behaviours[track] as Behaviour;
    if (at >= behaviour.until)
      behaviour = this.behaviours[track] = behaviourAt(this.revisions[track] as Revision, this.world.service, at);
    const isNew = this.revisions[track] === this.world.revisions.canary ? 1 : 0;

    (tally.arrived[track] as number)++;
    if (
      instance < 0 ||
      (pool.busy[instance] === pool.workers && (pool.queued[instance] as number) >= pool.queueLimit)
    ) {
      // Refused: an overfull or absent instance answers at once with an error.
      tally.addLatency(track, 0);
      this.answer(track, user, isNew, behaviour.faulty && isNew === 1 ? HARMFUL : FAILED);
      return;
    }
    const slot = this.free[--this.freeLength] as number;
    const luck = demand.luck[index] as number;
    this.arrivedAt[slot] = at;
    this.serviceMs[slot] =
      behaviour.slowdowns.length === 0 ? (demand.serviceMs[index] as number) : this.slowed(index, behaviour);
    this.user[slot] = user;
    this.instance[slot] = instance;
    this.trackOf[slot] = track;
    this.isNew[slot] = isNew;
    // Luck below the base rate fails under the healthy twin too, so only the rest is the release's doing.
    this.fate[slot] = luck >= behaviour.errorRate ? OK : luck < this.world.service.errors ? FAILED : HARMFUL;
    (tally.inFlight[track] as number)++;
    if ((pool.busy[instance] as number) < pool.workers) {
      (pool.busy[instance] as number)++;
      (this.busyWorkers[track] as number)++;
      (tally.busy[track] as number) -= at;
      this.endsAt[slot] = at + (this.serviceMs[slot] as number);
      this.agenda.push(slot);
    } else {
      pool.enqueue(instance, slot);
    }
  }

  /** The request in `slot` is done; its worker takes the next in the queue. */
  private depart(slot: number): void {
    const { pool, tally } = this;
    const at = this.endsAt[slot] as number;
    const instance = this.instance[slot] as number;
    const track = this.trackOf[slot] as number;
    if ((pool.queued[instance] as number) > 0) {
      const next = pool.dequeue(instance);
      this.endsAt[next] = at + (this.serviceMs[next] as number);
      this.agenda.replace(next);
    } else {
      this.agenda.pop();
      (pool.busy[instance] as number)--;
      (this.busyWorkers[track] as number)--;
      (tally.busy[track] as number) += at;
    }
    (tally.inFlight[track] as number)--;
    tally.addLatency(track, at - (this.arrivedAt[slot] as number));
    this.answer(track, this.user[slot] as number, this.isNew[slot] as number, this.fate[slot] as number);
    this.free[this.freeLength++] = slot;
  }

  private answer(track: number, user: number, isNew: number, fate: number): void {
    const { tally, population } = this;
    (tally.answered[track] as number)++;
    if (isNew === 1) population.expose(user);
    if (fate === OK) return;
    (tally.failed[track] as number)++;
    if (fate === HARMFUL) {
      (tally.harmful[track] as number)++;
      population.harm(user);
    }
  }

  private slowed(index: number, behaviour: Behaviour): number {
    const slowness = this.demand.slowness[index] as number;
    return behaviour.slowdowns.reduce(
      (ms, slowdown) => (slowness < slowdown.rate ? ms * slowdown.factor + slowdown.addMs : ms),
      this.demand.serviceMs[index] as number,
    );
  }
}
