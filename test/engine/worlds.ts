import { requestsEngineFor } from "../../src/core/engine/index.ts";
import { streams } from "../../src/core/math/streams.ts";
import type { Fault, FaultReach, Service, TickCounters, World } from "../../src/core/model/index.ts";
import { referenceWorld } from "../../src/core/scenario/index.ts";

/** The reference world with another service and traffic. */
export function worldWith(changes: Partial<Omit<World, "service">> & { readonly service?: Partial<Service> }): World {
  return { ...referenceWorld, ...changes, service: { ...referenceWorld.service, ...changes.service } };
}

/** Everybody, everywhere, always and in full: what most tests want of a fault. */
export const reach: FaultReach = {
  from: 0,
  until: Number.POSITIVE_INFINITY,
  who: [],
  instances: "all",
  flap: { on: 0, off: 0 },
  growsFor: 0,
};

/** Revisions of which the canary has these faults. */
export function canaryWith(faults: readonly Fault[]): World["revisions"] {
  const { stable, canary } = referenceWorld.revisions;
  return { stable, canary: { ...canary, faults } };
}

/** Two instances a track; the canary's are killed after a thousand answered requests each, and are away for 5 s. */
export function leakingWorld(errors: number): World {
  return worldWith({
    revisions: canaryWith([{ ...reach, kind: "leak", mibPerRequest: 1 }]),
    service: {
      instances: { stable: 2, canary: 2 },
      workers: 20,
      memory: { baseMib: 100, limitMib: 1100 },
      restartAfter: 5000,
      errors,
    },
  });
}

/** Runs an engine with all canary instances serving and shows each second's counters. */
export function runEngine(
  world: World,
  run: { readonly seed: number; readonly weight: number; readonly seconds: number },
  see: (counters: TickCounters, second: number) => void,
): void {
  const engine = requestsEngineFor(world, streams(run.seed));
  const { canary, stable } = world.service.instances;
  engine.setServing(1, canary === "follow" ? stable : canary);
  engine.setWeight(run.weight);
  for (let second = 0; second < run.seconds; second++) see(engine.advance(second * 1000, (second + 1) * 1000), second);
}
