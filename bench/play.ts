import { ArrivalEngine, EventEngine, type Path, pathFor } from "../src/core/engine/index.ts";
import type { World } from "../src/core/index.ts";
import { streams } from "../src/core/math/streams.ts";
import type { Lap } from "./rivals.ts";

/** Plays a world at the requests resolution until so many requests are answered, on its own path or on another. */
export function play(world: World, weight: number, requests: number, path: Path["name"] = pathFor(world).name): Lap {
  const engine = path === "arrivals" ? new ArrivalEngine(world, streams(1)) : new EventEngine(world, streams(1));
  const { canary, stable } = world.service.instances;
  engine.setServing(1, canary === "follow" ? stable : canary);
  engine.setWeight(weight);
  let answered = 0;
  let latencySum = 0;
  const start = performance.now();
  for (let at = 0; answered < requests; at += 1000) {
    const counters = engine.advance(at, at + 1000);
    answered += (counters.answered[0] as number) + (counters.answered[1] as number);
    latencySum += (counters.latencySum[0] as number) + (counters.latencySum[1] as number);
  }
  return { nsPerRequest: ((performance.now() - start) * 1e6) / answered, meanResponse: latencySum / answered };
}
