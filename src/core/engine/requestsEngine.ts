import { logNormal, sampleLogNormal } from "../math/samplers.ts";
import type { Streams } from "../math/streams.ts";
import { Uniforms } from "../math/uniforms.ts";
import type { Reach, Revision, TickCounters, World } from "../model/index.ts";
import { FaultTimeline } from "./activeFaults.ts";
import type { Bucketer } from "./bucketing/index.ts";
import type { UserCensus } from "./census.ts";
import { Demand } from "./demand.ts";
import { Encounter, fates, type Side } from "./encounter.ts";
import type { Engine } from "./engine.ts";
import { Fleet } from "./fleet.ts";
import { hasFault } from "./hasFault.ts";
import type { Outcomes } from "./outcomes.ts";
import { matchedUsers, membersOf, userBuckets } from "./people.ts";
import { Population } from "./population.ts";
import { SchemaState } from "./schemaState.ts";
import type { Scraped } from "./serverCounters.ts";
import { SessionMemory } from "./sessionMemory.ts";
import type { Sessions } from "./sessions.ts";
import { Tally } from "./tally.ts";

/** What the twin said, and where to write for the next that asks. */
export interface EngineOptions {
  /** Requests that fail under the healthy twin: their failure is not the release's doing. */
  readonly reference?: Outcomes;
  /** Is told which requests failed. */
  readonly record?: Outcomes;
  /** Is told whom the canary's revision serves. */
  readonly census?: UserCensus;
  /** Gives users their place where the world assigns them by id: that of its `hash.function`. */
  readonly bucketer?: Bucketer | undefined;
  /** Merges the requests of sessions, where users come in some. */
  readonly sessions?: typeof Sessions | undefined;
  /** The policy copies requests to the canary or tests it with some of its own. */
  readonly extras?: boolean;
  /** When metrics stores read what instances count themselves; never where it is not said. */
  readonly scraped?: Scraped;
}

/**
 * The requests resolution: an exact discrete-event simulation, request by request. Here is what both ways to
 * play it share: the traffic, who runs what, the balancer's share, and what is counted.
 *
 * Everything random about a request is drawn by its number, whatever a policy does with it. A fault acts on
 * attempts that start while it is active.
 */
export abstract class RequestsEngine implements Engine {
  protected readonly world: World;
  protected readonly demand: Demand;
  protected readonly fleet: Fleet;
  protected readonly tally: Tally;
  protected readonly population: Population;
  protected readonly encounter: Encounter;
  protected readonly sides: readonly [Side, Side];
  protected readonly buckets: Float64Array | null;
  /** What the policy asks for, in percent and as a share. */
  private percent = 0;
  protected weight = 0;
  /** The balancer's share of the canary: the weight, or with pods alone their number. */
  protected share: number = Number.NaN;
  /** Users whom the canary can get, one byte each; null is everybody. */
  protected reach: Uint8Array | null = null;
  /** Users who go to the canary whatever its share, one byte each; null is nobody. */
  protected always: Uint8Array | null = null;
  /** An attempt is given up after this. */
  protected readonly timeoutMs: number;

  private readonly schema: SchemaState;
  private readonly noiseDraws: Uniforms;
  private readonly census: UserCensus | null;
  private readonly reference: Outcomes | null;
  private readonly record: Outcomes | null;
  private minute = -1;
  private readonly streams: Streams;
  private readonly reaches = new Map<string, Uint8Array | null>();

  protected constructor(world: World, streams: Streams, options: EngineOptions) {
    this.world = world;
    this.streams = streams;
    this.demand = new Demand(world, streams, options.sessions);
    this.fleet = new Fleet(world, streams);
    this.tally = new Tally(world.observe.buckets);
    this.tally.instances[0] = world.service.instances.stable;
    this.population = new Population(world.users, options.census);
    this.schema = new SchemaState(world.schema);
    this.noiseDraws = new Uniforms(streams("minuteNoise", 0));
    this.census = options.census ?? null;
    this.reference = options.reference ?? null;
    this.record = options.record ?? null;
    this.timeoutMs = world.client.timeoutMs;
    const sideOf = (revision: Revision, isNew: boolean): Side => {
      return { revision, timeline: new FaultTimeline(revision, world, streams), isNew, fits: true };
    };
    this.sides = [sideOf(world.revisions.stable, false), sideOf(world.revisions.canary, true)];
    const [{ timeline: old }, { timeline: recent }] = this.sides;
    const memory = hasFault(world, "lostSession") ? new SessionMemory([old, recent]) : null;
    this.encounter = new Encounter(world, this.fleet, memory);
    this.buckets = world.balancer.key === "user" ? userBuckets(world, options.bucketer) : null;
    this.checkSchema();
    this.turnShare();
  }

  get harms(): Uint8Array {
    return this.population.harms;
  }

  setWeight(weight: number, only?: Reach): void {
    this.percent = weight;
    this.weight = weight / 100;
    this.reach = only === undefined ? null : this.usersOf(only);
    this.turnShare();
  }

  matchAll(on: boolean): void {
    this.always = on ? this.usersOf("matched") : null;
  }

  get asked(): number {
    const { always, reach, percent, world } = this;
    if (always === null && reach === null) return percent;
    let sum = 0;
    for (let user = 0; user < world.users; user++) {
      if (always !== null && always[user] === 1) sum += 100;
      else if (reach === null || reach[user] === 1) sum += percent;
    }
    return sum / world.users;
  }

  /** Nothing reaches the canary past the split unless an engine can play it. */
  mirror(share: number): void {
    if (share > 0) throw new Error("requests are copied in an engine that plays them at their arrival");
  }

  loadTest(_perSecond: number, _now: number, _until: number): void {
    throw new Error("a load test runs in an engine that plays requests at their arrival");
  }

  private usersOf(reach: Reach): Uint8Array | null {
    const name = JSON.stringify(reach);
    const known = this.reaches.get(name);
    if (known !== undefined) return known;
    const users =
      reach === "matched" ? matchedUsers(this.world, this.streams) : membersOf(reach, this.world, this.streams);
    this.reaches.set(name, users);
    return users;
  }

  setServing(track: 0 | 1, instances: number, at = 0): void {
    this.fleet.start(track, instances, at);
    this.tally.instances[track] = this.fleet.serving(track);
    this.turnShare();
  }

  promote(at: number): void {
    Object.assign(this.sides[0], this.sides[1]);
    for (let instance = 0; instance < this.world.service.instances.stable; instance++) this.fleet.renew(instance, at);
    this.checkSchema();
  }

  advance(from: number, until: number): TickCounters {
    const { tally, population, fleet } = this;
    tally.reset();
    this.turnMinute(from);
    if (this.world.balancer.slowStart > 0) fleet.warmUp(from);
    this.play(from, until);
    tally.close();
    for (let track = 0; track < 2; track++) tally.instances[track] = fleet.serving(track);
    tally.usersExposed = population.usersExposed;
    tally.usersHarmed = population.usersHarmed;
    tally.usersHarmedThrice = population.usersHarmedThrice;
    tally.usersMisled = population.usersMisled;
    tally.rollbackSafe = this.schema.fits(this.world.revisions.stable) ? 1 : 0;
    return tally;
  }

  /** Counts all that happens in [from, until). */
  protected abstract play(from: number, until: number): void;

  protected turnShare(): void {
    const canary = this.fleet.serving(1);
    if (this.world.balancer.kind === "weighted") this.share = this.weight;
    else this.share = canary === 0 ? 0 : canary / (canary + this.fleet.serving(0));
  }

  /** A request of a user has ended, well or badly. */
  protected ended(user: number, track: number): void {
    if (this.census !== null) this.census.end(user, track);
  }

  /** A request was answered in good form, with wrong data. */
  protected mislead(user: number, track: number): void {
    (this.tally.wrong[track] as number)++;
    this.population.mislead(user);
  }

  /** A request has failed for its user. */
  protected fail(number: number, user: number, track: number, fate: number): void {
    (this.tally.failed[track] as number)++;
    if (this.census !== null) this.census.fail(user, track);
    this.record?.markFailed(number);
    const harmful = this.reference === null ? fate === fates.harmful : !this.reference.failed(number);
    if (!harmful) return;
    (this.tally.harmful[track] as number)++;
    this.population.harm(user);
  }

  private turnMinute(from: number): void {
    if (from >= this.schema.nextStep) {
      this.schema.advance(from);
      this.checkSchema();
    }
    const minute = Math.floor(from / 60_000);
    if (minute === this.minute) return;
    this.minute = minute;
    const { service, noise } = this.world;
    const draw = this.noiseDraws.next();
    if (noise.minuteCv > 0)
      this.encounter.baseErrors = service.errors * sampleLogNormal(draw, logNormal(1, noise.minuteCv));
  }

  private checkSchema(): void {
    for (const side of this.sides) side.fits = this.schema.fits(side.revision);
  }
}
