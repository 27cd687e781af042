/*
 * Longer than our files are elsewhere: the handlers of one event loop share two dozen columns, and splitting
 * them would pass those through calls on the hottest path there is.
 */
import type { Streams } from "../math/streams.ts";
import { Uniforms } from "../math/uniforms.ts";
import type { AttemptCounts, Reach, World } from "../model/index.ts";
import type { ActiveFault } from "./activeFaults.ts";
import { Agenda } from "./agenda.ts";
import { Deadlines } from "./deadlines.ts";
import { Ejections } from "./ejections.ts";
import { fates, type Side } from "./encounter.ts";
import { Extra, LoadTests, samplerOf } from "./extras.ts";
import { hasFault } from "./hasFault.ts";
import { readsServers } from "./readsServers.ts";
import { Attempt, Request, Slots } from "./requestSlots.ts";
import { type EngineOptions, RequestsEngine } from "./requestsEngine.ts";
import { ServerCounters } from "./serverCounters.ts";
import { SharedStation } from "./sharedStation.ts";
import { unitsOf } from "./tally.ts";

const { wrong: WRONG, ok: OK, failed: FAILED, harmful: HARMFUL } = fates;

const QUEUED = 0;
const SERVED = 1;
const CALLING = 2;

/** A storm that fills this is information: the run goes on, and what comes is refused. */
const MOST_IN_FLIGHT = 1_048_576;

/**
 * Requests played event by event, for worlds in which what happens later changes what was decided before. A
 * *request* is what a user asked; it owns one or more *attempts*, which is what the service sees. Attempts
 * meet a balancer, an instance with workers and a bounded FIFO queue, and the dependency that all share.
 *
 * Requests and attempts are used again when they have ended, so nothing is allocated per request. What later
 * attempts draw anew comes from a stream of its own.
 */
export class EventEngine extends RequestsEngine {
  private readonly agenda: Agenda;
  private readonly deadlines = new Deadlines();
  private readonly requests: Slots<Request>;
  private readonly attempts: Slots<Attempt>;
  private readonly dependency: SharedStation;
  private readonly hasDependency: boolean;
  /** Some column of a request beyond the plain ones is read: session, schema, cache or dependency. */
  private readonly hasExtras: boolean;
  private readonly retryDraws: Uniforms;
  private readonly ejections: Ejections | null;
  private readonly serviceLaw: (uniform: number) => number;
  /** What is random about requests that are nobody's. */
  private readonly extraDraws: Uniforms;
  private readonly extra = new Extra();
  private mirrored = 0;
  private readonly tests = new LoadTests();
  private readonly servers: ServerCounters | null;

  /** Times of what may happen: an instance's restart, then in turn an attempt's next step and a request's next try. */
  private endsAt: Float64Array;

  private readonly cookieTrack: Uint8Array | null;
  private readonly cookieUntil: Float64Array | null;
  private retriesInFlight = 0;
  // What a world leaves out is looked up once, not once a request.
  private readonly limitsTime: boolean;
  private readonly leaks: boolean;
  private readonly locks: boolean;
  /** Time of what happens: kept here, since a double in a call is boxed. And when the running tick began. */
  private now: number = Number.NaN;
  private tickFrom: number = Number.NaN;

  constructor(world: World, streams: Streams, options: EngineOptions = {}) {
    super(world, streams, options);
    const { service, balancer } = world;
    this.hasDependency = world.dependency !== null;
    this.hasExtras =
      this.hasDependency || service.cache !== null || world.schema.steps.length > 0 || hasFault(world, "lostSession");
    this.dependency = new SharedStation(world.dependency?.workers ?? 0);
    this.retryDraws = new Uniforms(streams("retries", 0));
    this.ejections = balancer.outlier === null ? null : new Ejections(this.fleet, balancer.outlier, world);
    this.serviceLaw = samplerOf(service.latency);
    this.extraDraws = new Uniforms(streams("copies", 0));
    this.limitsTime = world.client.timeoutMs !== Number.POSITIVE_INFINITY;
    this.leaks = hasFault(world, "leak");
    this.locks = hasFault(world, "lock");
    const scraped = options.scraped ?? (() => false);
    this.servers = readsServers(world) ? new ServerCounters(world, this.fleet.size, scraped) : null;

    this.endsAt = new Float64Array(this.fleet.size + 128);
    this.agenda = new Agenda(this.endsAt);
    this.attempts = new Slots(Number.POSITIVE_INFINITY, (slot) => new Attempt(slot, this.eventOf(2 * slot)));
    this.requests = new Slots(MOST_IN_FLIGHT, (slot) => new Request(slot, this.eventOf(2 * slot + 1)));

    const sticky = balancer.cookie.on !== "none";
    this.cookieTrack = sticky ? new Uint8Array(world.users) : null;
    this.cookieUntil = sticky ? new Float64Array(world.users) : null;
  }

  get unseen(): AttemptCounts | undefined {
    return this.servers?.unseen;
  }

  override setWeight(weight: number, only?: Reach): void {
    super.setWeight(weight, only);
    // A canary without weight is no target for a cookie either: the old one is expired.
    if (weight === 0) this.cookieTrack?.fill(0);
  }

  override mirror(share: number): void {
    this.mirrored = share;
  }

  override loadTest(perSecond: number, now: number, until: number): void {
    this.tests.start(perSecond, now, until);
  }

  protected override play(from: number, until: number): void {
    const { agenda, demand, deadlines, tally, tests } = this;
    this.tickFrom = from;
    this.ejections?.turn(from);
    this.servers?.begin(from);
    const { arrival } = demand;
    let next = arrival[demand.position] as number;
    for (;;) {
      const event = agenda.nextTime();
      const deadline = deadlines.nextTime();
      const coming = Math.min(tests.next, next);
      if (event <= deadline && event <= coming) {
        if (event >= until) break;
        this.now = event;
        this.happen(agenda.nextSlot());
      } else if (deadline <= coming) {
        if (deadline >= until) break;
        this.now = deadline;
        this.expire();
      } else if (tests.next < next) {
        if (tests.next >= until) break;
        this.test();
      } else {
        if (next >= until) break;
        this.arrive(demand.position);
        demand.advance();
        next = arrival[demand.position] as number;
      }
    }
    // Worker time is a sum of ends minus starts; those still at work worked until the edge of the tick.
    for (let track = 0; track < 2; track++)
      (tally.busy[track] as number) += this.fleet.busyOn(track) * unitsOf(until - from);
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
      r.session = demand.session[index] as number;
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
    if (this.mirrored > 0 && track === 0) this.copy(index);
  }

  /** The canary gets a copy of a request, at times of its own, and nobody hears its answer. */
  private copy(index: number): void {
    const { demand, extra, extraDraws } = this;
    const isCopied = extraDraws.next() < this.mirrored;
    extra.user = demand.user[index] as number;
    extra.serviceMs = demand.serviceMs[index] as number;
    extra.slowness = demand.slowness[index] as number;
    extra.key = demand.key[index] as number;
    extra.touch = demand.touch[index] as number;
    extra.luck = extraDraws.next();
    extra.spread = extraDraws.next();
    if (isCopied) this.attemptExtra();
  }

  /** The running load test asks the canary for something. */
  private test(): void {
    const { tests, extra, extraDraws } = this;
    this.now = tests.next;
    tests.advance();
    extra.user = Math.floor(extraDraws.next() * this.world.users);
    extra.serviceMs = this.serviceLaw(extraDraws.next());
    extra.slowness = extraDraws.next();
    extra.touch = extraDraws.next();
    extra.luck = extraDraws.next();
    extra.spread = extraDraws.next();
    extra.key = 0;
    this.attemptExtra();
  }

  private attemptExtra(): void {
    const { fleet, tally, encounter, extra } = this;
    const side = this.sides[1];
    encounter.now = this.now;
    const instance = fleet.pick(1, extra.spread, extra.user);
    const active = instance < 0 ? fleet.capacity : (fleet.active[instance] as number);
    if (active >= fleet.capacity) {
      tally.addAttempt(1, 0);
      this.servers?.end(instance, 1, 0, true);
      (tally.attemptsFailed[1] as number)++;
      return;
    }
    encounter.meet(extra, side, instance);
    if (encounter.hangs) return;
    const a = this.attempts.take() as Attempt;
    a.request = null;
    this.admit(a, side, instance, active);
  }

  /** A route of one's own first, then the cookie, then the user's bucket, then the draw of the request. */
  private trackFor(user: number, drawn: number): number {
    if (this.always !== null && this.always[user] === 1) return 1;
    if (this.cookieTrack !== null && this.cookieUntil !== null) {
      const pinned = this.cookieTrack[user] as number;
      if (pinned !== 0 && this.now < (this.cookieUntil[user] as number)) return pinned - 1;
    }
    if (this.reach !== null && this.reach[user] === 0) return 0;
    if (this.buckets === null) return drawn;
    return (this.buckets[user] as number) < this.share ? 1 : 0;
  }

  /** One attempt at request r meets an instance. */
  private attempt(r: Request): void {
    const { fleet, tally, encounter } = this;
    const at = this.now;
    const { track, user } = r;
    const side = this.sides[track] as Side;
    encounter.now = at;
    const instance = fleet.pick(track, r.spread, user);
    const active = instance < 0 ? fleet.capacity : (fleet.active[instance] as number);
    if (active >= fleet.capacity) {
      // Refused: an overfull or absent instance answers at once with an error.
      tally.addAttempt(track, 0);
      this.servers?.end(instance, track, 0, true);
      (tally.attemptsFailed[track] as number)++;
      this.afterFailure(r, encounter.refused(side));
      return;
    }
    encounter.meet(r, side, instance);
    if (encounter.hangs) {
      // Only its client's patience ends it.
      if (this.limitsTime) this.deadlines.add(at + this.timeoutMs, r);
      return;
    }
    const a = this.attempts.take() as Attempt;
    r.current = a;
    a.request = r;
    this.admit(a, side, instance, active);
    // An end that is settled, and in time, needs no limit.
    const settled = a.phase === SERVED && a.callsLeft === 0 && (this.endsAt[a.event] as number) <= at + this.timeoutMs;
    if (this.limitsTime && !settled) this.deadlines.add(at + this.timeoutMs, r);
  }

  /** An instance with room takes the attempt of the encounter: at once, or at the end of its queue. */
  private admit(a: Attempt, side: Side, instance: number, active: number): void {
    const { fleet, encounter } = this;
    a.instance = instance;
    a.fate = encounter.fate;
    a.isNew = side.isNew;
    a.isDead = false;
    a.callsLeft = this.hasDependency ? side.revision.calls : 0;
    a.from = this.now;
    a.ms = encounter.ms;
    fleet.active[instance] = active + 1;
    if (active < fleet.workers) {
      (this.tally.busy[fleet.trackOf[instance] as number] as number) -= unitsOf(this.now - this.tickFrom);
      this.serve(a);
      this.agenda.push(a.event);
    } else {
      a.phase = QUEUED;
      fleet.enqueue(instance, active - fleet.workers, a.slot);
    }
  }

  /** A worker takes the attempt: its own service comes first. The caller puts it on the agenda. */
  private serve(a: Attempt): void {
    a.phase = SERVED;
    // Without a dependency the lock is the service's own.
    const waits = this.locks && !this.hasDependency ? Math.max(0, this.encounter.lockedUntil - this.now) : 0;
    this.endsAt[a.event] = this.now + waits + a.ms;
  }

  // What becomes of attempts

  /** The attempt at the head of the agenda ends a phase. */
  private step(a: Attempt): void {
    if (a.phase === CALLING) this.leaveDependency(a);
    else if (a.isDead) {
      this.agenda.pop();
      this.giveBack(a);
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
      this.giveBack(next);
    }
    return null;
  }

  private releaseWorker(instance: number): void {
    const track = this.fleet.trackOf[instance] as number;
    (this.fleet.active[instance] as number)--;
    (this.tally.busy[track] as number) += unitsOf(this.now - this.tickFrom);
  }

  /** Nobody's any more, and at no instance. */
  private giveBack(a: Attempt): void {
    a.instance = -1;
    this.attempts.give(a);
  }

  /** Counts an attempt that the service has finished and tells its request, if that still waits. */
  private endAttempt(a: Attempt, fate: number): void {
    const { tally } = this;
    const { instance, request: r } = a;
    const track = this.fleet.trackOf[instance] as number;
    const ms = this.now - a.from;
    this.servers?.end(instance, track, ms, fate > OK);
    if (this.leaks) this.leak(instance, track);
    if (this.ejections !== null) this.ejections.report(instance, fate > OK, this.now);
    this.giveBack(a);
    if (r !== null) {
      if (a.isNew) this.population.expose(r.user);
      if (this.cookieTrack !== null) this.setCookie(r.user, track);
      if (fate <= OK && r.attempt === 0) {
        // As most do: the first attempt is all of the request.
        tally.addBoth(track, ms);
        this.ended(r.user, track);
        if (fate === WRONG) this.mislead(r.user, track);
        this.free(r);
        return;
      }
    }
    tally.addAttempt(track, ms);
    if (fate > OK) (tally.attemptsFailed[track] as number)++;
    if (r === null) return;
    if (fate <= OK) this.answer(r, fate);
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
    this.ended(r.user, r.home);
    if (fate > OK) this.fail(r.number, r.user, r.home, fate);
    else if (fate === WRONG) this.mislead(r.user, r.home);
    this.free(r);
  }

  private free(r: Request): void {
    r.generation++;
    r.current = null;
    this.requests.give(r);
  }

  /** The oldest deadline has come: its request gives the attempt up, unless it was answered before. */
  private expire(): void {
    const r = this.deadlines.expire();
    if (r === null) return;
    const a = r.current;
    if (a !== null) {
      this.ejections?.report(a.instance, true, this.now);
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
    this.endsAt[a.event] = at + Math.max(0, this.encounter.lockedUntil - at) + ms;
    this.agenda.push(a.event);
  }

  private leaveDependency(a: Attempt): void {
    this.agenda.pop();
    const next = this.dependency.dequeue();
    if (next >= 0) this.call(this.attempts.all[next] as Attempt);
    else this.dependency.busy--;
    a.phase = SERVED;
    if (a.isDead) this.giveBack(a);
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
    this.servers?.die(instance, track);
    const busy = Math.min(fleet.active[instance] as number, fleet.workers);
    (this.tally.busy[track] as number) += busy * unitsOf(this.now - this.tickFrom);
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
      if (a.instance !== instance || a.isDead) continue;
      a.isDead = true;
      // Nobody waits for an orphan.
      if (r === null) continue;
      a.request = null;
      this.tally.addAttempt(track, this.now - a.from);
      this.servers?.end(instance, track, this.now - a.from, true);
      (this.tally.attemptsFailed[track] as number)++;
      this.afterFailure(r, HARMFUL);
    }
  }

  private revive(instance: number): void {
    this.fleet.revive(instance, this.now);
    this.servers?.revive(instance);
    this.turnShare();
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
    const user = demand.user[index] as number;
    const track = this.trackFor(user, (demand.split[index] as number) < this.share ? 1 : 0);
    (tally.arrived[track] as number)++;
    tally.addRequest(track, 0);
    this.ended(user, track);
    this.fail(demand.batchStart + index, user, track, FAILED);
  }
}
