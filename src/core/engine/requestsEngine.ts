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
import type { UserCensus } from "./census.ts";
import { Deadlines } from "./deadlines.ts";
import { Demand } from "./demand.ts";
import { Fleet } from "./fleet.ts";
import type { Outcomes } from "./outcomes.ts";
import { userBuckets } from "./people.ts";
import { Population } from "./population.ts";
import { Attempt, Request, Slots } from "./requestSlots.ts";
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
const MOST_IN_FLIGHT = 1_048_576;

/** What the twin said, and where to write for the next that asks. */
export interface EngineOptions {
  /** Requests that fail under the healthy twin: their failure is not the release's doing. */
  readonly reference?: Outcomes;
  /** Is told which requests failed. */
  readonly record?: Outcomes;
  /** Is told whom the canary's revision serves. */
  readonly census?: UserCensus;
}

/** What a track runs. One look-up a request instead of one for each of these. */
interface Side {
  revision: Revision;
  timeline: FaultTimeline;
  /** It is the canary's revision. */
  isNew: boolean;
  /** It can work with the schema as it is. */
  fits: boolean;
}

/**
 * The requests resolution: an exact discrete-event simulation, request by request. A *request* is what a
 * user asked; it owns one or more *attempts*, which is what the service sees. Attempts meet a balancer, an
 * instance with workers and a bounded FIFO queue, and the dependency that all share.
 *
 * Requests and attempts are used again when they have ended, so nothing is allocated per request. Everything
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
  private readonly requests: Slots<Request>;
  private readonly attempts: Slots<Attempt>;
  private readonly schema: SchemaState;
  private readonly dependency: SharedStation;
  private readonly hasDependency: boolean;
  /** Some column of a request beyond the plain ones is read: schema, cache or dependency. */
  private readonly hasExtras: boolean;
  private readonly retryDraws: Uniforms;
  private readonly noiseDraws: Uniforms;
  private readonly reference: Outcomes | null;
  private readonly record: Outcomes | null;

  /** Times of what may happen: an instance's restart, then in turn an attempt's next step and a request's next try. */
  private endsAt: Float64Array;

  private readonly sides: readonly [Side, Side];
  private readonly cookieTrack: Uint8Array | null;
  private readonly cookieUntil: Float64Array | null;
  private readonly buckets: Float64Array | null;
  /** At the end of the last tick. */
  private readonly busyWorkers = new Int32Array(2);
  private weight = 0;
  /** The balancer's share of the canary: the weight, or with pods alone their number. */
  private share: number = Number.NaN;
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
  private readonly locks: boolean;
  /** Time of what happens: kept here, since a double in a call is boxed. */
  private now: number = Number.NaN;

  constructor(world: World, streams: Streams, options: EngineOptions = {}) {
    const { service, balancer } = world;
    this.world = world;
    this.demand = new Demand(world, streams);
    this.fleet = new Fleet(world, streams);
    this.tally = new Tally(world.observe.buckets);
    this.tally.instances[0] = service.instances.stable;
    this.population = new Population(world.users, options.census);
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
    this.locks = [...world.revisions.stable.faults, ...world.revisions.canary.faults].some(
      ({ kind }) => kind === "lock",
    );

    this.endsAt = new Float64Array(this.fleet.size + 128);
    this.agenda = new Agenda(this.endsAt);
    this.attempts = new Slots(Number.POSITIVE_INFINITY, (slot) => new Attempt(slot, this.eventOf(2 * slot)));
    this.requests = new Slots(MOST_IN_FLIGHT, (slot) => new Request(slot, this.eventOf(2 * slot + 1)));

    const sideOf = (revision: Revision, isNew: boolean): Side => {
      return { revision, timeline: new FaultTimeline(revision, world, streams), isNew, fits: true };
    };
    this.sides = [sideOf(world.revisions.stable, false), sideOf(world.revisions.canary, true)];
    const sticky = balancer.cookie.on !== "none";
    this.cookieTrack = sticky ? new Uint8Array(world.users) : null;
    this.cookieUntil = sticky ? new Float64Array(world.users) : null;
    this.buckets = balancer.key === "user" ? userBuckets(world.users, 0) : null;
    this.checkSchema();
    this.turnShare();
  }

  get harms(): Uint8Array {
    return this.population.harms;
  }

  /** Percent of requests that go to the canary from now on. */
  setWeight(weight: number): void {
    this.weight = weight / 100;
    this.turnShare();
    // A canary without weight is no target for a cookie either: the old one is expired.
    if (weight === 0) this.cookieTrack?.fill(0);
  }

  /** Instances of a track (0 stable, 1 canary) that take requests from now on; others finish what they have. */
  setServing(track: number, instances: number, at = 0): void {
    this.fleet.start(track, instances, at);
    this.tally.instances[track] = this.fleet.serving(track);
    this.turnShare();
  }

  /** Stable runs the canary's revision from now on, in new processes. */
  promote(at: number): void {
    Object.assign(this.sides[0], this.sides[1]);
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
    let next = arrival[demand.position] as number;
    for (;;) {
      const event = agenda.nextTime();
      const deadline = deadlines.nextTime();
      if (event <= deadline && event <= next) {
        if (event >= until) break;
        this.now = event;
        this.happen(agenda.nextSlot());
      } else if (deadline <= next) {
        if (deadline >= until) break;
        this.now = deadline;
        this.expire();
      } else {
        if (next >= until) break;
        this.arrive(demand.position);
        demand.advance();
        next = arrival[demand.position] as number;
      }
    }
    tally.close();
    for (let track = 0; track < 2; track++) {
      const busy = this.fleet.busyOn(track);
      this.busyWorkers[track] = busy;
      tally.busy[track] = ((tally.busy[track] as number) + busy * until) * 0.001;
      tally.instances[track] = this.fleet.serving(track);
    }
    tally.usersExposed = this.population.usersExposed;
    tally.usersHarmed = this.population.usersHarmed;
    tally.usersHarmedThrice = this.population.usersHarmedThrice;
    tally.rollbackSafe = this.schema.fits(this.world.revisions.stable) ? 1 : 0;
    return tally;
  }

  /** An event of the agenda: an instance's restart, an attempt's next step, or a request that tries again. */
  private happen(event: number): void {
    const place = event - this.fleet.size;
    if (place >= 0 && (place & 1) === 0) this.step(this.attempts.all[place >> 1] as Attempt);
    else {
      this.agenda.pop();
      if (place < 0) this.revive(event);
      else this.retry(this.requests.all[place >> 1] as Request);
    }
  }

  // Arrivals and attempts

  /** The request at `index` of the running batch begins. */
  private arrive(index: number): void {
    const { demand } = this;
    const r = this.requests.take();
    if (r === null) {
      this.turnAway(index);
      return;
    }
    this.now = demand.arrival[index] as number;
    r.arrivedAt = this.now;
    r.luck = demand.luck[index] as number;
    r.spread = demand.pick[index] as number;
    r.serviceMs = demand.serviceMs[index] as number;
    r.slowness = demand.slowness[index] as number;
    if (this.hasExtras) {
      r.touch = demand.touch[index] as number;
      r.key = demand.key[index] as number;
      r.dependencyMs = demand.dependencyMs[index] as number;
      r.dependencyLuck = demand.dependencyLuck[index] as number;
    }
    r.number = demand.batchStart + index;
    r.user = demand.user[index] as number;
    r.attempt = 0;
    const track = this.trackFor(r.user, (demand.split[index] as number) < this.share ? 1 : 0);
    r.track = track;
    r.home = track;
    (this.tally.arrived[track] as number)++;
    this.attempt(r);
  }

  private turnShare(): void {
    const canary = this.fleet.serving(1);
    if (this.world.balancer.kind === "weighted") this.share = this.weight;
    else this.share = canary === 0 ? 0 : canary / (canary + this.fleet.serving(0));
  }

  /** Cookie first, then the user's bucket, then the draw of the request. */
  private trackFor(user: number, drawn: number): number {
    if (this.cookieTrack !== null && this.cookieUntil !== null) {
      const pinned = this.cookieTrack[user] as number;
      if (pinned !== 0 && this.now < (this.cookieUntil[user] as number)) return pinned - 1;
    }
    if (this.buckets === null) return drawn;
    return (this.buckets[user] as number) < this.share ? 1 : 0;
  }

  /** One attempt at request r meets an instance. */
  private attempt(r: Request): void {
    const { fleet, tally } = this;
    const at = this.now;
    const { track, user } = r;
    const side = this.sides[track] as Side;
    const { isNew } = side;
    if (at >= side.timeline.until) side.timeline.look(at);
    const faults = side.timeline.active;
    const instance = fleet.pick(track, r.spread, user);
    const active = instance < 0 ? fleet.capacity : (fleet.active[instance] as number);
    if (active >= fleet.capacity) {
      // Refused: an overfull or absent instance answers at once with an error.
      tally.addAttempt(track, 0);
      (tally.attemptsFailed[track] as number)++;
      this.afterFailure(r, isNew && faults.length > 0 ? HARMFUL : FAILED);
      return;
    }
    let ms = r.serviceMs;
    if (this.hostsDiffer) ms *= (fleet.pace[instance] as number) * this.warmth(instance, at);
    const base = this.baseErrors;
    let errorRate = base;
    for (let i = 0; i < faults.length; i++) {
      const fault = faults[i] as ActiveFault;
      if ((fleet.rank[instance] as number) >= fault.instances || (fault.members !== null && fault.members[user] === 0))
        continue;
      const rate =
        fault.grownFor === 0 ? fault.rate : fault.rate * Math.min(1, (at - fault.grownFrom) / fault.grownFor);
      if (fault.kind === "errors") errorRate = Math.max(errorRate, rate);
      else if (fault.kind === "latency") {
        if (r.slowness < rate) ms = ms * fault.factor + fault.addMs;
      } else if (fault.kind === "hang") {
        // Holds no worker and is never answered: only its client's patience ends it.
        if (r.slowness < rate) {
          if (this.limitsTime) this.deadlines.add(at + this.timeoutMs, r);
          return;
        }
      } else if (fault.kind === "lock")
        this.dependency.lockedUntil = Math.max(this.dependency.lockedUntil, fault.until);
    }
    if (this.missMs > 0 && fleet.misses(instance, r.key)) ms += this.missMs;

    // Luck below the base rate fails under the healthy twin too, so only the rest is the release's doing.
    let fate = r.luck >= errorRate ? OK : r.luck < base ? FAILED : HARMFUL;
    if (!side.fits && r.touch < side.revision.touches) fate = HARMFUL;

    const a = this.attempts.take() as Attempt;
    r.current = a;
    a.request = r;
    a.instance = instance;
    a.fate = fate;
    a.isNew = isNew;
    a.isDead = false;
    a.callsLeft = this.hasDependency ? side.revision.calls : 0;
    a.from = at;
    a.ms = ms;
    fleet.active[instance] = active + 1;
    if (active < fleet.workers) {
      (tally.busy[track] as number) -= at;
      this.serve(a);
      this.agenda.push(a.event);
      // An end that is settled, and in time, needs no limit.
      if (this.limitsTime && (a.callsLeft > 0 || (this.endsAt[a.event] as number) > at + this.timeoutMs))
        this.deadlines.add(at + this.timeoutMs, r);
    } else {
      if (this.limitsTime) this.deadlines.add(at + this.timeoutMs, r);
      a.phase = QUEUED;
      fleet.enqueue(instance, active - fleet.workers, a.slot);
    }
  }

  /** A worker takes the attempt: its own service comes first. The caller puts it on the agenda. */
  private serve(a: Attempt): void {
    a.phase = SERVED;
    // Without a dependency the lock is the service's own.
    const waits = this.locks && !this.hasDependency ? Math.max(0, this.dependency.lockedUntil - this.now) : 0;
    this.endsAt[a.event] = this.now + waits + a.ms;
  }

  private warmth(instance: number, at: number): number {
    const { factor, for: span } = this.world.service.warmUp;
    const age = at - (this.fleet.startedAt[instance] as number);
    return age < span ? factor + ((1 - factor) * age) / span : 1;
  }

  // What becomes of attempts

  /** The attempt at the head of the agenda ends a phase. */
  private step(a: Attempt): void {
    if (a.phase === CALLING) this.leaveDependency(a);
    else if (a.isDead) {
      this.agenda.pop();
      this.attempts.give(a);
    } else if (a.callsLeft > 0) {
      this.agenda.pop();
      this.callDependency(a);
    } else this.depart(a);
  }

  /** The attempt is done and leaves its worker to the next in the queue. */
  private depart(a: Attempt): void {
    const { fleet } = this;
    const { instance } = a;
    const next = this.nextInQueue(instance);
    if (next !== null) {
      this.serve(next);
      this.agenda.replace(next.event);
    } else {
      this.agenda.pop();
      this.releaseWorker(instance);
    }
    this.endAttempt(a, a.fate);
    if (this.leaks && (fleet.memory[instance] as number) >= this.world.service.memory.limitMib) this.kill(instance);
  }

  /** The next live attempt of an instance's queue. Those whose client has gone are dropped on the way. */
  private nextInQueue(instance: number): Attempt | null {
    const { fleet } = this;
    while ((fleet.active[instance] as number) > fleet.workers) {
      const next = this.attempts.all[fleet.dequeue(instance)] as Attempt;
      if (!next.isDead) return next;
      this.attempts.give(next);
    }
    return null;
  }

  private releaseWorker(instance: number): void {
    const track = this.fleet.trackOf[instance] as number;
    (this.fleet.active[instance] as number)--;
    (this.tally.busy[track] as number) += this.now;
  }

  /** Counts an attempt that the service has finished and tells its request, if that still waits. */
  private endAttempt(a: Attempt, fate: number): void {
    const { tally } = this;
    const { instance, request: r } = a;
    const track = this.fleet.trackOf[instance] as number;
    const ms = this.now - a.from;
    if (this.leaks) this.leak(instance, track);
    this.attempts.give(a);
    if (r !== null) {
      if (a.isNew) this.population.expose(r.user);
      if (this.cookieTrack !== null) this.setCookie(r.user, track);
      if (fate === OK && r.attempt === 0) {
        // As most do: the first attempt is all of the request.
        tally.addBoth(track, ms);
        this.free(r);
        return;
      }
    }
    tally.addAttempt(track, ms);
    if (fate !== OK) (tally.attemptsFailed[track] as number)++;
    if (r === null) return;
    if (fate === OK) this.answer(r, OK);
    else this.afterFailure(r, fate);
  }

  private leak(instance: number, track: number): void {
    const { active } = (this.sides[track] as Side).timeline;
    for (let i = 0; i < active.length; i++) {
      const fault = active[i] as ActiveFault;
      if (fault.kind === "leak") (this.fleet.memory[instance] as number) += fault.addMs;
    }
  }

  private setCookie(user: number, track: number): void {
    if (this.cookieTrack === null || this.cookieUntil === null) return;
    const { on, maxAge } = this.world.balancer.cookie;
    if (this.weight === 0 || (on === "canary" && track === 0)) return;
    const at = this.now;
    if (this.cookieTrack[user] !== 0 && at < (this.cookieUntil[user] as number)) return;
    this.cookieTrack[user] = track + 1;
    this.cookieUntil[user] = at + maxAge;
  }

  /** The attempt that request r waited for has failed: another one, or the end. */
  private afterFailure(r: Request, fate: number): void {
    if (r.attempt >= this.world.client.retry.attempts || !this.budgetAllows()) {
      this.answer(r, fate);
      return;
    }
    if (r.attempt === 0) this.retriesInFlight++;
    r.attempt++;
    // Nobody is waited for until the next attempt starts: its deadline is gone too.
    r.generation++;
    r.current = null;
    const delay = this.backoff(r.attempt);
    if (delay === 0) this.retry(r);
    else {
      this.endsAt[r.event] = this.now + delay;
      this.agenda.push(r.event);
    }
  }

  /** Envoy's retry budget: retries may be a share of the requests in flight, and at least three. */
  private budgetAllows(): boolean {
    const { budget } = this.world.client.retry;
    return budget >= 1 || this.retriesInFlight < Math.max(3, budget * this.requests.inUse);
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

  private retry(r: Request): void {
    if (this.world.client.retry.by === "client") {
      const drawn = this.retryDraws.next() < this.share ? 1 : 0;
      r.track = this.trackFor(r.user, drawn);
    }
    r.luck = this.retryDraws.next();
    r.spread = this.retryDraws.next();
    this.attempt(r);
  }

  /** The request ends, at the track of its first attempt. */
  private answer(r: Request, fate: number): void {
    if (r.attempt !== 0) this.retriesInFlight--;
    this.tally.addRequest(r.home, this.now - r.arrivedAt);
    if (fate !== OK) this.fail(r.number, r.user, r.home, fate);
    this.free(r);
  }

  private free(r: Request): void {
    r.generation++;
    r.current = null;
    this.requests.give(r);
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
    const r = this.deadlines.expire();
    if (r === null) return;
    const a = r.current;
    if (a !== null) {
      // The server works on for nobody, which is what makes storms, unless it honours cancellation.
      a.request = null;
      if (this.world.client.serverCancels) this.cancel(a);
    }
    this.afterFailure(r, HARMFUL);
  }

  private cancel(a: Attempt): void {
    if (a.phase === CALLING) return;
    a.isDead = true;
    if (a.phase === QUEUED) return;
    const next = this.nextInQueue(a.instance);
    if (next === null) this.releaseWorker(a.instance);
    else {
      this.serve(next);
      this.agenda.push(next.event);
    }
  }

  // The dependency that all share

  private callDependency(a: Attempt): void {
    a.callsLeft--;
    a.phase = CALLING;
    if (this.dependency.busy < this.dependency.workers) {
      this.dependency.busy++;
      this.call(a);
    } else this.dependency.enqueue(a.slot);
  }

  private call(a: Attempt): void {
    const at = this.now;
    const r = a.request;
    let ms = r === null ? (this.world.dependency?.latency.meanMs ?? 0) : r.dependencyMs;
    for (const incident of this.world.dependency?.incidents ?? []) {
      if (at < incident.from || at >= incident.until) continue;
      ms *= incident.factor;
      if (r !== null && r.dependencyLuck < incident.errors) a.fate = FAILED;
    }
    this.endsAt[a.event] = at + Math.max(0, this.dependency.lockedUntil - at) + ms;
    this.agenda.push(a.event);
  }

  private leaveDependency(a: Attempt): void {
    this.agenda.pop();
    const next = this.dependency.dequeue();
    if (next >= 0) this.call(this.attempts.all[next] as Attempt);
    else this.dependency.busy--;
    a.phase = SERVED;
    if (a.isDead) this.attempts.give(a);
    else if (a.callsLeft > 0) this.callDependency(a);
    else {
      // The answer goes out now: back on the agenda at this instant, behind what is already due.
      this.endsAt[a.event] = this.now;
      this.agenda.push(a.event);
    }
  }

  // Instances that die and come back

  /** Out of memory: what the instance worked on is lost, and its restart is due later. */
  private kill(instance: number): void {
    const { fleet } = this;
    fleet.kill(instance);
    fleet.memory[instance] = 0;
    this.turnShare();
    const track = fleet.trackOf[instance] as number;
    const busy = Math.min(fleet.active[instance] as number, fleet.workers);
    (this.tally.busy[track] as number) += busy * this.now;
    for (;;) {
      const queued = this.nextInQueue(instance);
      if (queued === null) break;
      this.endAttempt(queued, HARMFUL);
    }
    fleet.active[instance] = 0;
    this.loseInService(instance);
    this.endsAt[instance] = this.now + this.world.service.restartAfter;
    this.agenda.push(instance);
  }

  private loseInService(instance: number): void {
    const track = this.fleet.trackOf[instance] as number;
    // Those that are made on the way, by retries, have nothing to lose here.
    const { length } = this.attempts.all;
    for (let slot = 0; slot < length; slot++) {
      const a = this.attempts.all[slot] as Attempt;
      const r = a.request;
      // Orphans of a dead instance need nobody to be told.
      if (a.instance !== instance || a.isDead || r === null || r.current !== a) continue;
      a.isDead = true;
      a.request = null;
      this.tally.addAttempt(track, this.now - a.from);
      (this.tally.attemptsFailed[track] as number)++;
      this.afterFailure(r, HARMFUL);
    }
  }

  private revive(instance: number): void {
    this.fleet.revive(instance, this.now);
    this.turnShare();
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
    for (const side of this.sides) side.fits = this.schema.fits(side.revision);
  }

  /** A place among the agenda's times, which are made more when they do not suffice. */
  private eventOf(place: number): number {
    const event = this.fleet.size + place;
    if (event >= this.endsAt.length) {
      const times = new Float64Array(2 * event);
      times.set(this.endsAt);
      this.endsAt = times;
      this.agenda.extend(times);
    }
    return event;
  }

  /** There is no room to remember one more request: it is refused where it stands. */
  private turnAway(index: number): void {
    const { demand, tally } = this;
    const track = (demand.split[index] as number) < this.share ? 1 : 0;
    (tally.arrived[track] as number)++;
    tally.addRequest(track, 0);
    this.fail(demand.batchStart + index, demand.user[index] as number, track, FAILED);
  }
}
