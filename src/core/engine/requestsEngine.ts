/*
 * Longer than our files are elsewhere: the handlers of one event loop share two dozen columns, and splitting
 * them would pass those through calls on the hottest path there is.
 */
import { logNormal, sampleLogNormal } from "../math/samplers.ts";
import type { Streams } from "../math/streams.ts";
import { Uniforms } from "../math/uniforms.ts";
import type { Revision, TickCounters, World } from "../model/index.ts";
import { type ActiveFault, FaultTimeline } from "./activeFaults.ts";
import { Agenda } from "./agenda.ts";
import { Deadlines } from "./deadlines.ts";
import { Demand } from "./demand.ts";
import { Fleet } from "./fleet.ts";
import type { Outcomes } from "./outcomes.ts";
import { userBuckets } from "./people.ts";
import { Population } from "./population.ts";
import { RequestSlots } from "./requestSlots.ts";
import { SchemaState } from "./schemaState.ts";
import { SharedStation } from "./sharedStation.ts";
import { Tally } from "./tally.ts";

const OK = 0;
const FAILED = 1;
const HARMFUL = 2;

const QUEUED = 0;
const SERVED = 1;
const CALLING = 2;

/** A storm that fills this is information: the run goes on, and what comes is refused. */
const MOST_IN_FLIGHT = 1_000_000;

/** What the twin said, and where to write for the next that asks. */
export interface EngineOptions {
  /** Requests that fail under the healthy twin: their failure is not the release's doing. */
  readonly reference?: Outcomes;
  /** Is told which requests failed. */
  readonly record?: Outcomes;
}

/**
 * The requests resolution: an exact discrete-event simulation, request by request. A *request* is what a
 * user asked; it owns one or more *attempts*, which is what the service sees. Attempts meet a balancer, an
 * instance with workers and a bounded FIFO queue, and the dependency that all share.
 *
 * Requests and attempts are slots in parallel columns, so nothing is allocated per request. Everything
 * random about a request is drawn by its number, whatever a policy does with it; only what later attempts
 * draw anew comes from a stream of its own. A fault acts on attempts that start while it is active.
 */
export class RequestsEngine {
  private readonly world: World;
  private readonly demand: Demand;
  private readonly fleet: Fleet;
  private readonly tally: Tally;
  private readonly population: Population;
  private readonly agenda: Agenda;
  private readonly deadlines = new Deadlines();
  private readonly requests: RequestSlots;
  private readonly schema: SchemaState;
  private readonly dependency: SharedStation;
  private readonly hasDependency: boolean;
  /** Some column of a request beyond the plain ones is read: schema, cache or dependency. */
  private readonly hasExtras: boolean;
  private readonly retryDraws: Uniforms;
  private readonly noiseDraws: Uniforms;
  private readonly reference: Outcomes | null;
  private readonly record: Outcomes | null;

  /** Attempt slots come first in the agenda's times, then instances, then requests that wait to try again. */
  private readonly attemptSlots: number;
  private readonly requestBase: number;
  private endsAt: Float64Array;
  private readonly attemptRequest: Int32Array;
  private readonly attemptInstance: Int32Array;
  private readonly attemptFrom: Float64Array;
  private readonly attemptMs: Float64Array;
  private readonly attemptFate: Uint8Array;
  private readonly attemptIsNew: Uint8Array;
  private readonly attemptPhase: Uint8Array;
  private readonly attemptDead: Uint8Array;
  private readonly callsLeft: Int32Array;
  private readonly freeAttempts: Int32Array;
  private freeLength: number;

  private readonly revisions: [Revision, Revision];
  private readonly timelines: [FaultTimeline, FaultTimeline];
  private readonly canaryTimeline: FaultTimeline;
  private readonly fits: [boolean, boolean] = [true, true];
  private readonly busyWorkers = new Int32Array(2);
  private readonly cookieTrack: Uint8Array | null;
  private readonly cookieUntil: Float64Array | null;
  private readonly buckets: Float64Array | null;
  private weight = 0;
  private retriesInFlight = 0;
  private minute = -1;
  /** The base rate of failures in the running minute. */
  private baseErrors: number;
  // What a world leaves out is looked up once, not once a request.
  private readonly timeoutMs: number;
  private readonly limitsTime: boolean;
  private readonly hostsDiffer: boolean;
  private readonly missMs: number;
  private readonly leaks: boolean;
  /** Time, luck and picking draw of the attempt that starts: kept here, since a double in a call is boxed. */
  private readonly now = new Float64Array(3);

  constructor(world: World, streams: Streams, options: EngineOptions = {}) {
    const { service, balancer } = world;
    this.world = world;
    this.demand = new Demand(world, streams);
    this.fleet = new Fleet(world, streams);
    this.tally = new Tally(world.observe.buckets);
    this.tally.instances[0] = service.instances.stable;
    this.population = new Population(world.users);
    this.schema = new SchemaState(world.schema);
    this.hasDependency = world.dependency !== null;
    this.hasExtras = this.hasDependency || service.cache !== null || world.schema.steps.length > 0;
    this.dependency = new SharedStation(world.dependency?.workers ?? 0);
    this.retryDraws = new Uniforms(streams("retries", 0));
    this.noiseDraws = new Uniforms(streams("minuteNoise", 0));
    this.reference = options.reference ?? null;
    this.record = options.record ?? null;

    this.baseErrors = service.errors;
    this.timeoutMs = world.client.timeoutMs;
    this.limitsTime = world.client.timeoutMs !== Number.POSITIVE_INFINITY;
    this.hostsDiffer = world.noise.hostCv > 0 || service.warmUp.factor !== 1;
    this.missMs = service.cache?.missMs ?? 0;
    this.leaks = world.revisions.canary.faults.some((fault) => fault.kind === "leak");

    const attempts = this.fleet.size * (service.workers + service.queue);
    this.attemptSlots = attempts;
    this.requestBase = attempts + this.fleet.size;
    this.requests = new RequestSlots(1024);
    this.endsAt = new Float64Array(this.requestBase + this.requests.capacity);
    this.agenda = new Agenda(this.endsAt);
    this.attemptRequest = new Int32Array(attempts);
    this.attemptInstance = new Int32Array(attempts);
    this.attemptFrom = new Float64Array(attempts);
    this.attemptMs = new Float64Array(attempts);
    this.attemptFate = new Uint8Array(attempts);
    this.attemptIsNew = new Uint8Array(attempts);
    this.attemptPhase = new Uint8Array(attempts);
    this.attemptDead = new Uint8Array(attempts);
    this.callsLeft = new Int32Array(attempts);
    this.freeAttempts = Int32Array.from({ length: attempts }, (_, slot) => attempts - 1 - slot);
    this.freeLength = attempts;

    this.revisions = [world.revisions.stable, world.revisions.canary];
    this.canaryTimeline = new FaultTimeline(world.revisions.canary, world, streams);
    this.timelines = [new FaultTimeline(world.revisions.stable, world, streams), this.canaryTimeline];
    const sticky = balancer.cookie.on !== "none";
    this.cookieTrack = sticky ? new Uint8Array(world.users) : null;
    this.cookieUntil = sticky ? new Float64Array(world.users) : null;
    this.buckets = balancer.key === "user" ? userBuckets(world.users, 0) : null;
    this.checkSchema();
  }

  get harms(): Uint8Array {
    return this.population.harms;
  }

  /** Percent of requests that go to the canary from now on. */
  setWeight(weight: number): void {
    this.weight = weight / 100;
    // A canary without weight is no target for a cookie either: the old one is expired.
    if (weight === 0) this.cookieTrack?.fill(0);
  }

  /** Instances of a track (0 stable, 1 canary) that take requests from now on; others finish what they have. */
  setServing(track: number, instances: number, at = 0): void {
    this.fleet.start(track, instances, at);
    this.tally.instances[track] = this.fleet.serving(track);
  }

  /** Stable runs the canary's revision from now on, in new processes. */
  promote(at: number): void {
    this.revisions[0] = this.world.revisions.canary;
    this.timelines[0] = this.canaryTimeline;
    for (let instance = 0; instance < this.world.service.instances.stable; instance++) this.fleet.renew(instance, at);
    this.checkSchema();
  }

  /** Simulates from `from` up to `until` and returns what was counted; valid until the next call. */
  advance(from: number, until: number): TickCounters {
    const { agenda, demand, deadlines, tally } = this;
    tally.reset();
    this.turnMinute(from);
    // Worker time is a sum of ends minus starts, closed at both edges of the tick.
    for (let track = 0; track < 2; track++) tally.busy[track] = -(this.busyWorkers[track] as number) * from;
    const { arrival } = demand;
    for (;;) {
      const event = agenda.nextTime();
      const deadline = deadlines.nextTime();
      const next = arrival[demand.position] as number;
      if (event <= deadline && event <= next) {
        if (event >= until) break;
        this.now[0] = event;
        this.happen(agenda.nextSlot());
      } else if (deadline <= next) {
        if (deadline >= until) break;
        this.now[0] = deadline;
        this.expire();
      } else {
        if (next >= until) break;
        this.arrive(demand.position);
        demand.advance();
      }
    }
    for (let track = 0; track < 2; track++) {
      tally.busy[track] = ((tally.busy[track] as number) + (this.busyWorkers[track] as number) * until) * 0.001;
      tally.instances[track] = this.fleet.serving(track);
    }
    tally.usersExposed = this.population.usersExposed;
    tally.usersHarmed = this.population.usersHarmed;
    tally.usersHarmedThrice = this.population.usersHarmedThrice;
    tally.rollbackSafe = this.schema.fits(this.world.revisions.stable) ? 1 : 0;
    return tally;
  }

  /** An event of the agenda: an attempt's, an instance's restart, or a request that tries again. */
  private happen(slot: number): void {
    if (slot < this.attemptSlots) this.step(slot);
    else {
      this.agenda.pop();
      if (slot < this.requestBase) this.revive(slot - this.attemptSlots);
      else this.retry(slot - this.requestBase);
    }
  }

  // Arrivals and attempts

  /** The request at `index` of the running batch begins. */
  private arrive(index: number): void {
    const { demand, requests, now } = this;
    let r = requests.take();
    if (r < 0) r = this.moreRequests();
    if (r < 0) {
      this.turnAway(index);
      return;
    }
    now[0] = demand.arrival[index] as number;
    now[1] = demand.luck[index] as number;
    now[2] = demand.pick[index] as number;
    const user = demand.user[index] as number;
    requests.arrivedAt[r] = now[0];
    requests.serviceMs[r] = demand.serviceMs[index] as number;
    requests.slowness[r] = demand.slowness[index] as number;
    if (this.hasExtras) {
      requests.touch[r] = demand.touch[index] as number;
      requests.key[r] = demand.key[index] as number;
      requests.dependencyMs[r] = demand.dependencyMs[index] as number;
      requests.dependencyLuck[r] = demand.dependencyLuck[index] as number;
    }
    requests.number[r] = demand.batchStart + index;
    requests.user[r] = user;
    requests.attempt[r] = 0;
    const track = this.trackFor(user, (demand.split[index] as number) < this.share() ? 1 : 0);
    requests.track[r] = track;
    requests.home[r] = track;
    (this.tally.arrived[track] as number)++;
    (this.tally.inFlight[track] as number)++;
    this.attempt(r);
  }

  /** The balancer's share of the canary: the weight, or with pods alone their number. */
  private share(): number {
    if (this.world.balancer.kind === "weighted") return this.weight;
    const canary = this.fleet.serving(1);
    return canary === 0 ? 0 : canary / (canary + this.fleet.serving(0));
  }

  /** Cookie first, then the user's bucket, then the draw of the request. */
  private trackFor(user: number, drawn: number): number {
    if (this.cookieTrack !== null && this.cookieUntil !== null) {
      const pinned = this.cookieTrack[user] as number;
      if (pinned !== 0 && (this.now[0] as number) < (this.cookieUntil[user] as number)) return pinned - 1;
    }
    if (this.buckets === null) return drawn;
    return (this.buckets[user] as number) < this.share() ? 1 : 0;
  }

  /** One attempt at request r meets an instance. Reads time, luck and picking draw from `now`. */
  private attempt(r: number): void {
    const { fleet, requests, tally } = this;
    const at = this.now[0] as number;
    const track = requests.track[r] as number;
    const user = requests.user[r] as number;
    const generation = (requests.generation[r] as number) + 1;
    requests.generation[r] = generation;
    requests.current[r] = -1;
    if (this.limitsTime) this.deadlines.add(at + this.timeoutMs, r, generation);

    const instance = fleet.pick(track, this.now[2] as number, user);
    const faults = this.faultsAt(track, at);
    const isNew = this.revisions[track] === this.world.revisions.canary ? 1 : 0;
    if (
      instance < 0 ||
      (fleet.busy[instance] === fleet.workers && (fleet.queued[instance] as number) >= fleet.queueLimit)
    ) {
      // Refused: an overfull or absent instance answers at once with an error.
      tally.addAttempt(track, 0);
      (tally.attemptsFailed[track] as number)++;
      this.afterFailure(r, isNew === 1 && faults.length > 0 ? HARMFUL : FAILED);
      return;
    }
    const slowness = requests.slowness[r] as number;
    const rank = fleet.rank[instance] as number;
    let ms = requests.serviceMs[r] as number;
    if (this.hostsDiffer) ms *= (fleet.pace[instance] as number) * this.warmth(instance, at);
    const base = this.baseErrors;
    let errorRate = base;
    for (let i = 0; i < faults.length; i++) {
      const fault = faults[i] as ActiveFault;
      if (rank >= fault.instances || (fault.members !== null && fault.members[user] === 0)) continue;
      const rate =
        fault.grownFor === 0 ? fault.rate : fault.rate * Math.min(1, (at - fault.grownFrom) / fault.grownFor);
      if (fault.kind === "errors") errorRate = Math.max(errorRate, rate);
      else if (fault.kind === "latency") {
        if (slowness < rate) ms = ms * fault.factor + fault.addMs;
      } else if (fault.kind === "hang") {
        // Holds no worker and is never answered: only its client's patience ends it.
        if (slowness < rate) return;
      } else if (fault.kind === "lock")
        this.dependency.lockedUntil = Math.max(this.dependency.lockedUntil, fault.until);
    }
    if (this.missMs > 0 && fleet.misses(instance, requests.key[r] as number)) ms += this.missMs;

    const luck = this.now[1] as number;
    // Luck below the base rate fails under the healthy twin too, so only the rest is the release's doing.
    let fate = luck >= errorRate ? OK : luck < base ? FAILED : HARMFUL;
    if (!this.fits[track] && (requests.touch[r] as number) < (this.revisions[track] as Revision).touches)
      fate = HARMFUL;

    const a = this.freeAttempts[--this.freeLength] as number;
    requests.current[r] = a;
    this.attemptRequest[a] = r;
    this.attemptInstance[a] = instance;
    this.attemptFate[a] = fate;
    this.attemptIsNew[a] = isNew;
    this.attemptDead[a] = 0;
    this.callsLeft[a] = this.hasDependency ? (this.revisions[track] as Revision).calls : 0;
    this.attemptFrom[a] = at;
    this.attemptMs[a] = ms;
    if ((fleet.busy[instance] as number) < fleet.workers) {
      (fleet.busy[instance] as number)++;
      (fleet.active[instance] as number)++;
      (this.busyWorkers[track] as number)++;
      (tally.busy[track] as number) -= at;
      this.serve(a);
      this.agenda.push(a);
    } else {
      this.attemptPhase[a] = QUEUED;
      fleet.enqueue(instance, a);
    }
  }

  /** A worker takes the attempt: its own service comes first. The caller puts it on the agenda. */
  private serve(a: number): void {
    const at = this.now[0] as number;
    // Without a dependency the lock is the service's own.
    const waits = this.hasDependency ? 0 : Math.max(0, this.dependency.lockedUntil - at);
    this.attemptPhase[a] = SERVED;
    this.endsAt[a] = at + waits + (this.attemptMs[a] as number);
  }

  private faultsAt(track: number, at: number): readonly ActiveFault[] {
    const timeline = this.timelines[track] as FaultTimeline;
    if (at >= timeline.until) timeline.look(at);
    return timeline.active;
  }

  private warmth(instance: number, at: number): number {
    const { factor, for: span } = this.world.service.warmUp;
    const age = at - (this.fleet.startedAt[instance] as number);
    return age < span ? factor + ((1 - factor) * age) / span : 1;
  }

  // What becomes of attempts

  /** The attempt at the head of the agenda ends a phase. */
  private step(a: number): void {
    if (this.attemptPhase[a] === CALLING) this.leaveDependency(a);
    else if (this.attemptDead[a] === 1) {
      this.agenda.pop();
      this.freeAttempts[this.freeLength++] = a;
    } else if ((this.callsLeft[a] as number) > 0) {
      this.agenda.pop();
      this.callDependency(a);
    } else this.depart(a);
  }

  /** The attempt is done and leaves its worker to the next in the queue. */
  private depart(a: number): void {
    const { fleet } = this;
    const instance = this.attemptInstance[a] as number;
    const next = this.nextInQueue(instance);
    if (next >= 0) {
      this.serve(next);
      this.agenda.replace(next);
    } else {
      this.agenda.pop();
      this.releaseWorker(instance);
    }
    this.endAttempt(a, this.attemptFate[a] as number);
    if (this.leaks && (fleet.memory[instance] as number) >= this.world.service.memory.limitMib) this.kill(instance);
  }

  /** The next live attempt of an instance's queue, or −1. Those whose client has gone are dropped on the way. */
  private nextInQueue(instance: number): number {
    const { fleet } = this;
    while ((fleet.queued[instance] as number) > 0) {
      const next = fleet.dequeue(instance);
      if (this.attemptDead[next] === 0) return next;
      this.freeAttempts[this.freeLength++] = next;
    }
    return -1;
  }

  private releaseWorker(instance: number): void {
    const track = this.fleet.trackOf[instance] as number;
    (this.fleet.busy[instance] as number)--;
    (this.fleet.active[instance] as number)--;
    (this.busyWorkers[track] as number)--;
    (this.tally.busy[track] as number) += this.now[0] as number;
  }

  /** Counts an attempt that the service has finished and tells its request, if that still waits. */
  private endAttempt(a: number, fate: number): void {
    const { requests, tally, fleet } = this;
    const instance = this.attemptInstance[a] as number;
    const track = fleet.trackOf[instance] as number;
    tally.addAttempt(track, (this.now[0] as number) - (this.attemptFrom[a] as number));
    if (fate !== OK) (tally.attemptsFailed[track] as number)++;
    if (this.leaks) this.leak(instance, track);
    const r = this.attemptRequest[a] as number;
    const isNew = this.attemptIsNew[a] as number;
    this.freeAttempts[this.freeLength++] = a;
    if (r < 0) return;
    const user = requests.user[r] as number;
    if (isNew === 1) this.population.expose(user);
    if (this.cookieTrack !== null) this.setCookie(user, track);
    if (fate === OK) this.answer(r, OK);
    else this.afterFailure(r, fate);
  }

  private leak(instance: number, track: number): void {
    const { active } = this.timelines[track] as FaultTimeline;
    for (let i = 0; i < active.length; i++) {
      const fault = active[i] as ActiveFault;
      if (fault.kind === "leak") (this.fleet.memory[instance] as number) += fault.addMs;
    }
  }

  private setCookie(user: number, track: number): void {
    if (this.cookieTrack === null || this.cookieUntil === null) return;
    const { on, maxAge } = this.world.balancer.cookie;
    if (this.weight === 0 || (on === "canary" && track === 0)) return;
    const at = this.now[0] as number;
    if (this.cookieTrack[user] !== 0 && at < (this.cookieUntil[user] as number)) return;
    this.cookieTrack[user] = track + 1;
    this.cookieUntil[user] = at + maxAge;
  }

  /** The attempt that request r waited for has failed: another one, or the end. */
  private afterFailure(r: number, fate: number): void {
    const { retry } = this.world.client;
    const { requests } = this;
    if ((requests.attempt[r] as number) >= retry.attempts || !this.budgetAllows()) {
      this.answer(r, fate);
      return;
    }
    if (requests.attempt[r] === 0) this.retriesInFlight++;
    (requests.attempt[r] as number)++;
    // Nobody is waited for until the next attempt starts: its deadline is gone too.
    (requests.generation[r] as number)++;
    requests.current[r] = -1;
    const delay = this.backoff(requests.attempt[r] as number);
    if (delay === 0) this.retry(r);
    else {
      this.endsAt[this.requestBase + r] = (this.now[0] as number) + delay;
      this.agenda.push(this.requestBase + r);
    }
  }

  /** Envoy's retry budget: retries may be a share of the requests in flight, and at least three. */
  private budgetAllows(): boolean {
    const { budget } = this.world.client.retry;
    if (budget >= 1) return true;
    const inFlight = (this.tally.inFlight[0] as number) + (this.tally.inFlight[1] as number);
    return this.retriesInFlight < Math.max(3, budget * inFlight);
  }

  /** Exponential backoff with jitter (Brooker, "Exponential Backoff and Jitter", 2015). */
  private backoff(attempt: number): number {
    const { backoffMs, factor, jitter } = this.world.client.retry;
    if (backoffMs === 0) return 0;
    let delay = backoffMs;
    for (let i = 1; i < attempt; i++) delay *= factor;
    if (jitter === "none") return delay;
    const draw = this.retryDraws.next();
    return jitter === "full" ? delay * draw : delay / 2 + (delay / 2) * draw;
  }

  private retry(r: number): void {
    const { requests, now } = this;
    if (this.world.client.retry.by === "client") {
      const drawn = this.retryDraws.next() < this.share() ? 1 : 0;
      requests.track[r] = this.trackFor(requests.user[r] as number, drawn);
    }
    now[1] = this.retryDraws.next();
    now[2] = this.retryDraws.next();
    this.attempt(r);
  }

  /** The request ends, at the track of its first attempt. */
  private answer(r: number, fate: number): void {
    const { requests, tally } = this;
    const home = requests.home[r] as number;
    if (requests.attempt[r] !== 0) this.retriesInFlight--;
    (tally.inFlight[home] as number)--;
    (tally.answered[home] as number)++;
    tally.addLatency(home, (this.now[0] as number) - (requests.arrivedAt[r] as number));
    if (fate !== OK) this.fail(requests.number[r] as number, requests.user[r] as number, home, fate);
    requests.give(r);
  }

  private fail(number: number, user: number, track: number, fate: number): void {
    (this.tally.failed[track] as number)++;
    this.record?.markFailed(number);
    const harmful = this.reference === null ? fate === HARMFUL : !this.reference.failed(number);
    if (!harmful) return;
    (this.tally.harmful[track] as number)++;
    this.population.harm(user);
  }

  /** The oldest deadline has come: its request gives the attempt up, unless it was answered before. */
  private expire(): void {
    const { deadlines, requests } = this;
    const r = deadlines.nextRequest();
    const met = requests.generation[r] !== deadlines.nextGeneration();
    deadlines.drop();
    if (met) return;
    const a = requests.current[r] as number;
    if (a >= 0) {
      // The server works on for nobody, which is what makes storms, unless it honours cancellation.
      this.attemptRequest[a] = -1;
      if (this.world.client.serverCancels) this.cancel(a);
    }
    this.afterFailure(r, HARMFUL);
  }

  private cancel(a: number): void {
    if (this.attemptPhase[a] === CALLING) return;
    this.attemptDead[a] = 1;
    if (this.attemptPhase[a] === QUEUED) return;
    const instance = this.attemptInstance[a] as number;
    const next = this.nextInQueue(instance);
    if (next < 0) this.releaseWorker(instance);
    else {
      this.serve(next);
      this.agenda.push(next);
    }
  }

  // The dependency that all share

  private callDependency(a: number): void {
    (this.callsLeft[a] as number)--;
    this.attemptPhase[a] = CALLING;
    if (this.dependency.busy < this.dependency.workers) {
      this.dependency.busy++;
      this.call(a);
    } else this.dependency.enqueue(a);
  }

  private call(a: number): void {
    const at = this.now[0] as number;
    const r = this.attemptRequest[a] as number;
    let ms = r < 0 ? (this.world.dependency?.latency.meanMs ?? 0) : (this.requests.dependencyMs[r] as number);
    for (const incident of this.world.dependency?.incidents ?? []) {
      if (at < incident.from || at >= incident.until) continue;
      ms *= incident.factor;
      if (r >= 0 && (this.requests.dependencyLuck[r] as number) < incident.errors) this.attemptFate[a] = FAILED;
    }
    this.endsAt[a] = at + Math.max(0, this.dependency.lockedUntil - at) + ms;
    this.agenda.push(a);
  }

  private leaveDependency(a: number): void {
    this.agenda.pop();
    const next = this.dependency.dequeue();
    if (next >= 0) this.call(next);
    else this.dependency.busy--;
    this.attemptPhase[a] = SERVED;
    if (this.attemptDead[a] === 1) this.freeAttempts[this.freeLength++] = a;
    else if ((this.callsLeft[a] as number) > 0) this.callDependency(a);
    else {
      // The answer goes out now: back on the agenda at this instant, behind what is already due.
      this.endsAt[a] = this.now[0] as number;
      this.agenda.push(a);
    }
  }

  // Instances that die and come back

  /** Out of memory: what the instance worked on is lost, and its restart is due later. */
  private kill(instance: number): void {
    const { fleet } = this;
    fleet.kill(instance);
    fleet.memory[instance] = 0;
    const track = fleet.trackOf[instance] as number;
    const busy = fleet.busy[instance] as number;
    (this.busyWorkers[track] as number) -= busy;
    (this.tally.busy[track] as number) += busy * (this.now[0] as number);
    for (;;) {
      const queued = this.nextInQueue(instance);
      if (queued < 0) break;
      this.endAttempt(queued, HARMFUL);
    }
    fleet.busy[instance] = 0;
    fleet.active[instance] = 0;
    this.loseInService(instance);
    this.endsAt[this.attemptSlots + instance] = (this.now[0] as number) + this.world.service.restartAfter;
    this.agenda.push(this.attemptSlots + instance);
  }

  private loseInService(instance: number): void {
    for (let a = 0; a < this.attemptSlots; a++) {
      if (this.attemptInstance[a] !== instance || this.attemptDead[a] === 1 || !this.isOpen(a)) continue;
      this.attemptDead[a] = 1;
      const track = this.fleet.trackOf[instance] as number;
      this.tally.addAttempt(track, (this.now[0] as number) - (this.attemptFrom[a] as number));
      (this.tally.attemptsFailed[track] as number)++;
      const r = this.attemptRequest[a] as number;
      this.attemptRequest[a] = -1;
      if (r >= 0) this.afterFailure(r, HARMFUL);
    }
  }

  /** Some request waits for this attempt. Orphans of a dead instance need nobody to be told. */
  private isOpen(a: number): boolean {
    const r = this.attemptRequest[a] as number;
    return r >= 0 && this.requests.current[r] === a;
  }

  private revive(instance: number): void {
    this.fleet.revive(instance, this.now[0] as number);
  }

  // The rest

  private turnMinute(from: number): void {
    const minute = Math.floor(from / 60_000);
    if (from >= this.schema.nextStep) {
      this.schema.advance(from);
      this.checkSchema();
    }
    if (minute === this.minute) return;
    this.minute = minute;
    const cv = this.world.noise.minuteCv;
    const draw = this.noiseDraws.next();
    if (cv > 0) this.baseErrors = this.world.service.errors * sampleLogNormal(draw, logNormal(1, cv));
  }

  private checkSchema(): void {
    this.fits[0] = this.schema.fits(this.revisions[0]);
    this.fits[1] = this.schema.fits(this.revisions[1]);
  }

  private moreRequests(): number {
    if (this.requests.capacity >= MOST_IN_FLIGHT) return -1;
    this.requests.grow();
    const times = new Float64Array(this.requestBase + this.requests.capacity);
    times.set(this.endsAt);
    this.endsAt = times;
    this.agenda.extend(times);
    return this.requests.take();
  }

  /** There is no room to remember one more request: it is refused where it stands. */
  private turnAway(index: number): void {
    const { demand, tally } = this;
    const track = (demand.split[index] as number) < this.share() ? 1 : 0;
    (tally.arrived[track] as number)++;
    (tally.answered[track] as number)++;
    tally.addLatency(track, 0);
    this.fail(demand.batchStart + index, demand.user[index] as number, track, FAILED);
  }
}
