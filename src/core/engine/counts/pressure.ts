import { erlangC } from "../../math/theory/erlangC.ts";
import type { Fault, Millis, Revision, World } from "../../model/index.ts";
import { ArrivalRate } from "./arrivalRate.ts";
import { type Acting, effectsAt } from "./effects.ts";
import { lawBookOf } from "./lawBook.ts";
import type { Strand } from "./serviceLaw.ts";

const wholeTick = { from: 0, until: 1 };

/** The hardest hour of some instances: all requests come to them, and the revision is at its slowest. */
export interface Pressure {
  readonly instances: number;
  /** Busy share of the workers. */
  readonly utilisation: number;
  /** Chance that a request waits for a worker. */
  readonly waiting: number;
  /** The same where nobody looks for a free instance: never less than with a cleverer choice. */
  readonly waitingAtRandom: number;
  /** Time that a queue takes to forget, ms. */
  readonly relaxation: Millis;
  readonly strands: readonly Strand[];
  /** Requests a ms and instance. */
  readonly perInstance: number;
}

/** Every place where a revision may serve, at the peak of the traffic and the weight that is worst for it. */
export function pressures(world: World): readonly Pressure[] {
  const { service, revisions, balancer } = world;
  const { stable } = service.instances;
  const canary = service.instances.canary === "follow" ? stable : service.instances.canary;
  // Pods share by their number: a canary never gets more than its part.
  const canaryShare = balancer.kind === "pods" ? canary / (canary + stable) : 1;
  const peak = (world.requestsPerSecond / 1000) * new ArrivalRate(1, world.rate).peak;
  const places: readonly (readonly [Revision, number, number])[] = [
    [revisions.stable, stable, 1],
    [revisions.canary, canary, canaryShare],
    // Promoted, the release has the stable instances.
    [revisions.canary, stable, 1],
  ];
  return places.flatMap(([revision, instances, share]) =>
    slowestTimes(revision).map((strands) => pressureOf(world, strands, instances, (share * peak) / instances)),
  );
}

/** Chance that an answer takes longer than `ms`. */
export function chanceBeyond(world: World, { strands, instances, perInstance }: Pressure, ms: Millis): number {
  const laws = lawBookOf(world).responsesOf(strands, instances, perInstance, wholeTick);
  return laws.reduce((sum, law, i) => sum + (strands[i]?.share ?? 0) * law.beyond(ms), 0);
}

function pressureOf(world: World, strands: readonly Strand[], instances: number, perInstance: number): Pressure {
  const { workers } = world.service;
  const mean = lawBookOf(world).meanOf(strands);
  const busy = perInstance * mean;
  const utilisation = busy / workers;
  const root = 1 - Math.sqrt(Math.min(1, utilisation));
  return {
    instances,
    utilisation,
    waiting: utilisation < 1 ? lawBookOf(world).waitsOf(strands, instances, perInstance).waits.chance : 1,
    waitingAtRandom: erlangC(workers, busy),
    // 1/(cμ(1 − √ρ)²): Kleinrock, "Queueing Systems" (1975), and Newell for many workers.
    relaxation: mean / (workers * root * root),
    strands,
    perInstance,
  };
}

/** What is slow in a revision whenever another of its faults begins: between those times it only gets better. */
function slowestTimes({ faults }: Revision): readonly (readonly Strand[])[] {
  const times = [0, ...faults.map((fault) => fault.from)];
  return times.map((t) => {
    const active = faults.filter((fault) => fault.from <= t && t < fault.until);
    return effectsAt(active.map(inFull), t).strands;
  });
}

function inFull(fault: Fault): Acting {
  const shape = { kind: fault.kind, rate: 1, factor: 1, addMs: 0, grownFrom: 0, grownFor: 0 };
  if (fault.kind === "latency") return { ...shape, rate: fault.rate, factor: fault.factor, addMs: fault.addMs };
  return fault.kind === "errors" || fault.kind === "hang" ? { ...shape, rate: fault.rate } : shape;
}
