import type { Streams } from "../math/streams.ts";
import type { World } from "../model/index.ts";
import { Departures } from "./departures.ts";
import { fates, type Side } from "./encounter.ts";
import { type EngineOptions, RequestsEngine } from "./requestsEngine.ts";
import { unitsOf } from "./tally.ts";
import { Course, endings, Unfinished } from "./unfinished.ts";

/**
 * Requests played at their arrival: where nothing that happens later changes what was decided before, the whole
 * course of a request is known when it comes, so that nobody keeps a list of future events. It gives the same
 * bytes as `EventEngine`; `pathFor` says in which worlds.
 *
 * What most requests need is written out in `arrive`, in local variables; the rest goes by way of `course`.
 */
export class ArrivalEngine extends RequestsEngine {
  private readonly departures: Departures;
  private readonly unfinished = new Unfinished();
  /** What is looked at: here and not in arguments, where doubles would be boxed. */
  private readonly course = new Course();
  /** The running tick. */
  private tickFrom: number = Number.NaN;
  private tickUntil: number = Number.NaN;

  constructor(world: World, streams: Streams, options: EngineOptions = {}) {
    super(world, streams, options);
    this.departures = new Departures(this.fleet);
    this.fleet.settleBy(this.departures);
  }

  protected override play(from: number, until: number): void {
    const { demand } = this;
    const { arrival } = demand;
    this.tickFrom = from;
    this.tickUntil = until;
    this.goOn();
    while ((arrival[demand.position] as number) < until) {
      this.arrive(demand.position);
      demand.advance();
    }
  }

  /** What began in an earlier tick ends in this one, or waits for the next. */
  private goOn(): void {
    const { unfinished, course } = this;
    const { length } = unfinished;
    // Those that wait are added again from the front: never over one that was not read yet.
    unfinished.length = 0;
    for (let row = 0; row < length; row++) {
      unfinished.read(row, course);
      this.follow(course);
    }
  }

  /** The request at `index` of the running batch. */
  private arrive(index: number): void {
    const { demand, departures, fleet, tally, encounter } = this;
    const at = demand.arrival[index] as number;
    const user = demand.user[index] as number;
    const place = this.buckets === null ? (demand.split[index] as number) : (this.buckets[user] as number);
    const isDrawn = place < this.share && (this.reach === null || this.reach[user] === 1);
    const track = isDrawn || (this.always !== null && this.always[user] === 1) ? 1 : 0;
    const side = this.sides[track] as Side;
    (tally.arrived[track] as number)++;
    departures.now = at;
    encounter.now = at;
    const instance = fleet.pick(track, demand.pick[index] as number, user);
    const active = instance < 0 ? fleet.capacity : departures.settle(instance);
    if (active >= fleet.capacity) {
      tally.addBoth(track, 0);
      this.ended(user, track);
      (tally.attemptsFailed[track] as number)++;
      this.fail(demand.batchStart + index, user, track, encounter.refused(side));
      return;
    }

    let ms = demand.serviceMs[index] as number;
    let fate: number;
    if (encounter.isPlain && side.fits && at < side.timeline.until && side.timeline.active.length === 0)
      fate = (demand.luck[index] as number) >= encounter.baseErrors ? fates.ok : fates.failed;
    else {
      this.meet(index, side, instance);
      if (encounter.hangs) {
        this.hang(index, track);
        return;
      }
      ms = encounter.ms;
      fate = encounter.fate;
    }

    const start = active < fleet.workers ? at : departures.startOf(instance, active);
    const leaves = start + ms;
    departures.leaves = leaves;
    departures.add(instance, active);
    if (leaves < this.tickUntil && leaves <= at + this.timeoutMs) {
      // It is over before the tick is.
      (tally.busy[track] as number) += unitsOf(leaves - this.tickFrom) - unitsOf(start - this.tickFrom);
      tally.addBoth(track, leaves - at);
      this.ended(user, track);
      if (side.isNew) this.population.expose(user);
      if (fate === fates.ok) return;
      if (fate === fates.wrong) {
        this.mislead(user, track);
        return;
      }
      (tally.attemptsFailed[track] as number)++;
      this.fail(demand.batchStart + index, user, track, fate);
      return;
    }
    this.begin(index, track);
    const { course } = this;
    course.fate = fate;
    course.isNew = side.isNew;
    course.start = start;
    course.end = leaves;
    this.goTheirWays(course);
  }

  /** The course of the request at `index`, but for where it leads. */
  private begin(index: number, track: number): void {
    const { demand, course } = this;
    course.number = demand.batchStart + index;
    course.user = demand.user[index] as number;
    course.from = demand.arrival[index] as number;
    course.track = track;
  }

  private meet(index: number, side: Side, instance: number): void {
    const { demand, course } = this;
    course.user = demand.user[index] as number;
    course.session = demand.session[index] as number;
    course.serviceMs = demand.serviceMs[index] as number;
    course.slowness = demand.slowness[index] as number;
    course.luck = demand.luck[index] as number;
    course.key = demand.key[index] as number;
    course.touch = demand.touch[index] as number;
    this.encounter.meet(course, side, instance);
  }

  /** Only the client's patience ends it. */
  private hang(index: number, track: number): void {
    const { course } = this;
    this.begin(index, track);
    course.end = course.from + this.timeoutMs;
    this.giveUp(course);
  }

  /** Request and attempt end as one, unless the client goes first: then the server works on for nobody. */
  private goTheirWays(course: Course): void {
    const givenUp = course.from + this.timeoutMs;
    course.ending = course.end > givenUp ? endings.attempt : endings.whole;
    const { end } = course;
    this.follow(course);
    if (end <= givenUp) return;
    course.end = givenUp;
    this.giveUp(course);
  }

  private giveUp(course: Course): void {
    course.ending = endings.request;
    course.fate = fates.harmful;
    this.follow(course);
  }

  /** Counts what of a course lies in the running tick, and keeps what goes on after it. */
  private follow(course: Course): void {
    const { tickFrom, tickUntil } = this;
    const { start, end } = course;
    if (course.ending !== endings.request && start < tickUntil) {
      const worked = unitsOf(Math.min(end, tickUntil) - tickFrom) - unitsOf(Math.max(start, tickFrom) - tickFrom);
      (this.tally.busy[course.track] as number) += worked;
    }
    if (end < tickUntil) this.count(course);
    else this.unfinished.add(course);
  }

  private count(course: Course): void {
    const { tally } = this;
    const { track, ending, fate } = course;
    const ms = course.end - course.from;
    if (ending === endings.request) {
      tally.addRequest(track, ms);
      this.ended(course.user, track);
      this.fail(course.number, course.user, track, fate);
      return;
    }
    if (fate > fates.ok) (tally.attemptsFailed[track] as number)++;
    if (ending === endings.attempt) {
      tally.addAttempt(track, ms);
      return;
    }
    tally.addBoth(track, ms);
    this.ended(course.user, track);
    if (course.isNew) this.population.expose(course.user);
    if (fate === fates.wrong) this.mislead(course.user, track);
    else if (fate > fates.ok) this.fail(course.number, course.user, track, fate);
  }
}
