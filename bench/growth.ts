import type { World } from "../src/core/index.ts";
import { play } from "./play.ts";
import { median, type Row, type Table } from "./table.ts";
import { canaryWorld } from "./worlds.ts";

const ROUNDS = 3;
const REQUESTS = 300_000;

/** What a request costs as the world grows, over what it costs in the smallest one. */
export function benchGrowth(): Table {
  return {
    title: "Cost of a request as the world grows",
    rows: [
      ...grown("users", [1_000, 10_000, 100_000, 1_000_000], (users) => ({ ...canaryWorld, users })),
      ...grown("instances", [2, 20, 200, 1_000], ofInstances),
      ...grown("segments", [1, 4, 16, 32], ofSegments),
    ],
  };
}

/** The same load on each instance. */
function ofInstances(instances: number): World {
  const service = { ...canaryWorld.service, instances: { stable: instances, canary: instances } };
  return { ...canaryWorld, service, requestsPerSecond: 10 * instances };
}

function ofSegments(count: number): World {
  const segments = Array.from({ length: count }, (_, i) => ({
    name: `segment-${i}`,
    values: [
      { name: "a", share: 0.5 },
      { name: "b", share: 0.5 },
    ],
  }));
  return { ...canaryWorld, segments };
}

function grown(what: string, sizes: readonly number[], worldOf: (size: number) => World): readonly Row[] {
  const worlds = sizes.map(worldOf);
  const laps = worlds.map(() => [] as number[]);
  for (let round = 0; round <= ROUNDS; round++) {
    worlds.forEach((world, i) => {
      const { nsPerRequest } = play(world, 25, REQUESTS);
      if (round > 0) laps[i]?.push(nsPerRequest);
    });
  }
  const costs = laps.map(median);
  const smallest = costs[0] as number;
  return sizes.map((size, i) => ({
    name: `${size.toLocaleString("en")} ${what}`,
    measured: `${(costs[i] as number).toFixed(0)} ns, ${((costs[i] as number) / smallest).toFixed(2)}`,
    ...(i === sizes.length - 1 ? { floor: "< 2" } : {}),
  }));
}
