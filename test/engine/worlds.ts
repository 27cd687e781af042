import { RequestsEngine } from "../../src/core/engine/index.ts";
import { streams } from "../../src/core/math/streams.ts";
import type { Service, TickCounters, World } from "../../src/core/model/index.ts";
import { referenceWorld } from "../../src/core/scenario/index.ts";

/** The reference world with another service and traffic. */
export function worldWith(changes: Partial<Omit<World, "service">> & { readonly service?: Partial<Service> }): World {
  return { ...referenceWorld, ...changes, service: { ...referenceWorld.service, ...changes.service } };
}

/** Runs an engine with all canary instances serving and shows each second's counters. */
export function runEngine(
  world: World,
  run: { readonly seed: number; readonly weight: number; readonly seconds: number },
  see: (counters: TickCounters, second: number) => void,
): void {
  const engine = new RequestsEngine(world, streams(run.seed));
  const { canary, stable } = world.service.instances;
  engine.setServing(1, canary === "follow" ? stable : canary);
  engine.setWeight(run.weight);
  for (let second = 0; second < run.seconds; second++) see(engine.advance(second * 1000, (second + 1) * 1000), second);
}
