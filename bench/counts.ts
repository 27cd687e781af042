/**
 * What the counts resolution costs by traffic: milliseconds for a rollout of 60 minutes in ticks of a second,
 * with the log histogram and without. The fleet grows with the traffic, so that its load is the same.
 */
import { CountsEngine, type CountsOptions } from "../src/core/engine/counts/countsEngine.ts";
import { referenceWorld, type World } from "../src/core/index.ts";
import { streams } from "../src/core/math/streams.ts";
import type { Row, Table } from "./table.ts";

const TICKS = 3600;
const ROUNDS = 7;
const rates = [10, 100, 1_000, 10_000, 100_000, 1_000_000];

function worldAt(requestsPerSecond: number): World {
  const instances = Math.max(10, Math.ceil(requestsPerSecond / 10));
  const { service } = referenceWorld;
  return {
    ...referenceWorld,
    requestsPerSecond,
    service: { ...service, instances: { stable: instances, canary: instances } },
  };
}

function rollout(world: World, seed: number, options: CountsOptions): number {
  const start = performance.now();
  const engine = new CountsEngine(world, streams(seed), options);
  engine.setServing(1, world.service.instances.stable);
  for (let tick = 0; tick < TICKS; tick++) {
    // A weight step every minute and a half, as rollouts have them.
    if (tick % 90 === 0) engine.setWeight(Math.min(50, (tick / 90) * 5));
    engine.advance(tick * 1000, (tick + 1) * 1000);
  }
  return performance.now() - start;
}

/** The counts resolution by traffic: its cost should not depend on it. */
export function benchCounts(): Table {
  return { title: "Counts resolution, a rollout of 60 minutes in ticks of a second", rows: latencies.flatMap(rowsOf) };
}

const latencies = ["histogram", "classic"] as const;

function rowsOf(latency: (typeof latencies)[number]): readonly Row[] {
  const worlds = rates.map(worldAt);
  const best = worlds.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    worlds.forEach((world, i) => {
      best[i] = Math.min(best[i] as number, rollout(world, round, { latency }));
    });
  }
  const ratio = Math.max(...best) / Math.min(...best);
  return [
    ...rates.map((rate, i) => ({
      name: `${latency}, ${rate.toLocaleString("en")} requests/s`,
      measured: `${(best[i] as number).toFixed(1)} ms`,
    })),
    { name: `${latency}, dearest over cheapest`, measured: ratio.toFixed(2), target: "≤ 1.5", floor: "≤ 2" },
  ];
}
