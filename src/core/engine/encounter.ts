import type { Revision, World } from "../model/index.ts";
import type { ActiveFault, FaultTimeline } from "./activeFaults.ts";
import type { Fleet } from "./fleet.ts";
import { experimentErrors } from "./people.ts";
import { rateAt } from "./rateAt.ts";
import type { SessionMemory } from "./sessionMemory.ts";

/**
 * How an attempt ends: in good form with wrong data, well, badly whatever the release, or badly because of it. What
 * is above `ok` is a failure that everybody sees.
 */
export const fates = { wrong: 0, ok: 1, failed: 2, harmful: 3 } as const;

/** What a track runs. One look-up a request instead of one for each of these. */
export interface Side {
  revision: Revision;
  timeline: FaultTimeline;
  /** It is the canary's revision. */
  isNew: boolean;
  /** It can work with the schema as it is. */
  fits: boolean;
}

/** What decides an attempt's course: its user and the draws that are its own. */
export interface Demanded {
  readonly user: number;
  /** Below 0 where it is of none. Read only where versions lose sessions. */
  readonly session: number;
  readonly serviceMs: number;
  readonly slowness: number;
  readonly luck: number;
  readonly key: number;
  readonly touch: number;
}

/**
 * What an attempt meets at the instance that takes it: how long its service is, and how it ends. The answer
 * is left in fields, so that no double passes through a call, where it would be boxed.
 */
export class Encounter {
  /** Service time, ms. */
  ms: number = Number.NaN;
  fate = 0;
  /** It holds no worker and is never answered. */
  hangs = false;
  /** Until when a shared lock is held that it came upon; −Infinity is none. */
  lockedUntil: number = Number.NEGATIVE_INFINITY;
  /** The base rate of failures in the running minute. */
  baseErrors: number;
  /** Time of the attempt: set by the caller. */
  now: number = Number.NaN;

  /**
   * Service time depends on neither host nor key, all users fail at the same rate, and answers do not depend on what
   * the session met before.
   */
  readonly isPlain: boolean;

  private readonly fleet: Fleet;
  private readonly world: World;
  /** Null where no version loses a session. */
  private readonly memory: SessionMemory | null;
  // What a world leaves out is looked up once, not once a request.
  private readonly hostsDiffer: boolean;
  private readonly missMs: number;
  /** What experiments add to the base rate, user by user. */
  private readonly experimentErrors: Float64Array | null;

  constructor(world: World, fleet: Fleet, memory: SessionMemory | null) {
    const { service, noise } = world;
    this.world = world;
    this.fleet = fleet;
    this.memory = memory;
    this.baseErrors = service.errors;
    this.hostsDiffer = noise.hostCv > 0 || service.warmUp.factor !== 1;
    this.missMs = service.cache?.missMs ?? 0;
    this.experimentErrors = experimentErrors(world);
    this.isPlain = !this.hostsDiffer && this.missMs === 0 && this.experimentErrors === null && memory === null;
  }

  meet(demanded: Demanded, side: Side, instance: number): void {
    const { fleet, memory, now } = this;
    if (now >= side.timeline.until) side.timeline.look(now);
    const faults = side.timeline.active;
    const base =
      this.experimentErrors === null
        ? this.baseErrors
        : Math.max(this.baseErrors, this.experimentErrors[demanded.user] as number);
    let ms = demanded.serviceMs;
    if (this.hostsDiffer) ms *= (fleet.pace[instance] as number) * this.warmth(instance, now);
    let errorRate = base;
    let wrongRate = 0;
    this.hangs = false;
    for (let i = 0; i < faults.length; i++) {
      const fault = faults[i] as ActiveFault;
      if (
        (fleet.rank[instance] as number) >= fault.instances ||
        (fault.members !== null && fault.members[demanded.user] === 0)
      )
        continue;
      const rate = rateAt(fault, now);
      if (fault.kind === "errors") errorRate = Math.max(errorRate, rate);
      else if (fault.kind === "latency") {
        if (demanded.slowness < rate) ms = ms * fault.factor + fault.addMs;
      } else if (fault.kind === "hang") {
        if (demanded.slowness < rate) {
          this.hangs = true;
          return;
        }
      } else if (fault.kind === "wrongAnswer") wrongRate = Math.max(wrongRate, rate);
      else if (fault.kind === "lock") this.lockedUntil = Math.max(this.lockedUntil, fault.until);
    }
    if (memory !== null) {
      memory.look(demanded.session, demanded.user, side.isNew ? 1 : 0, now);
      wrongRate = Math.max(wrongRate, memory.chance);
    }
    if (this.missMs > 0 && fleet.misses(instance, demanded.key)) ms += this.missMs;
    this.ms = ms;
    // Luck below the base rate fails under the healthy twin too, so only the rest is the release's doing.
    this.fate = demanded.luck >= errorRate ? fates.ok : demanded.luck < base ? fates.failed : fates.harmful;
    // Of those that are left, the unluckiest.
    if (wrongRate > 0 && this.fate === fates.ok && demanded.luck < errorRate + (1 - errorRate) * wrongRate)
      this.fate = fates.wrong;
    if (!side.fits && demanded.touch < side.revision.touches) this.fate = fates.harmful;
    if (memory !== null && this.fate <= fates.ok) memory.keep(demanded.session, side.isNew ? 1 : 0);
  }

  /** How a request ends that no instance has room for: an overfull or absent one answers at once with an error. */
  refused(side: Side): number {
    if (this.now >= side.timeline.until) side.timeline.look(this.now);
    return side.isNew && side.timeline.active.length > 0 ? fates.harmful : fates.failed;
  }

  private warmth(instance: number, at: number): number {
    const { factor, for: span } = this.world.service.warmUp;
    const age = at - (this.fleet.startedAt[instance] as number);
    return age < span ? factor + ((1 - factor) * age) / span : 1;
  }
}
