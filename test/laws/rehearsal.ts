import { CountsEngine } from "../../src/core/engine/counts/index.ts";
import { requestsEngineFor } from "../../src/core/engine/index.ts";
import { bucketCount, histogramQuantile } from "../../src/core/math/logHistogram.ts";
import { streams } from "../../src/core/math/streams.ts";
import type { TickCounters, World } from "../../src/core/model/index.ts";
import type { Sample } from "./agreement.ts";

interface Engine {
  setWeight(weight: number): void;
  setServing(track: 0 | 1, instances: number): void;
  advance(from: number, until: number): TickCounters;
}

/** A rollout without a controller: the weight of each window. */
export interface Plan {
  readonly weights: readonly number[];
  readonly windowSeconds: number;
}

export interface Rehearsal {
  readonly windows: Sample;
  /** One value a run. */
  readonly errors: Float64Array;
  readonly p99: Float64Array;
}

type Make = (world: World, seed: number) => Engine;

export const byRequests: Make = (world, seed) => requestsEngineFor(world, streams(seed));
export const byCounts: Make = (world, seed) => new CountsEngine(world, streams(seed));

/** Plays a plan once a seed and keeps what each window counted. The weights come `late` seconds after their windows. */
export function rehearse(make: Make, world: World, plan: Plan, seeds: readonly number[], late = 0): Rehearsal {
  const width = world.observe.buckets.length + 1;
  const names = plan.weights.flatMap((_, window) => namesOf(width).map((name) => `window ${window} ${name}`));
  const values = names.map(() => new Float64Array(seeds.length));
  const errors = new Float64Array(seeds.length);
  const p99 = new Float64Array(seeds.length);
  const histogram = new Int32Array(bucketCount);
  seeds.forEach((seed, run) => {
    const row = play(make(world, seed), world, { plan, late, histogram: histogram.fill(0) });
    values.forEach((column, i) => {
      column[run] = row[i] as number;
    });
    names.forEach((name, i) => {
      if (name.endsWith(" failed")) (errors[run] as number) += row[i] as number;
    });
    p99[run] = histogramQuantile(histogram, 0.99);
  });
  return { windows: { names, values }, errors, p99 };
}

const sums = [
  "arrived",
  "answered",
  "failed",
  "harmful",
  "busy",
  "latencySum",
  "attempts",
  "attemptsFailed",
  "attemptLatencySum",
] as const;
const levels = ["usersExposed", "usersHarmed", "usersHarmedThrice"] as const;

/** What is counted in a window, in the order of `countTick`. */
function namesOf(width: number): readonly string[] {
  const buckets = Array.from({ length: width }, (_, i) => `bucket ${i}`);
  return [
    ...[0, 1].flatMap((track) => [...sums, ...buckets, "inFlight"].map((name) => `track ${track} ${name}`)),
    ...levels,
  ];
}

function play(
  engine: Engine,
  world: World,
  { plan, late, histogram }: { readonly plan: Plan; readonly late: number; readonly histogram: Int32Array },
): Float64Array {
  const width = world.observe.buckets.length + 1;
  const cells = namesOf(width).length;
  const row = new Float64Array(plan.weights.length * cells);
  engine.setServing(1, world.service.instances.stable);
  plan.weights.forEach((weight, window) => {
    const part = row.subarray(window * cells, (window + 1) * cells);
    for (let i = 0; i < plan.windowSeconds; i++) {
      if (i === late) engine.setWeight(weight);
      const from = (window * plan.windowSeconds + i) * 1000;
      const tick = engine.advance(from, from + 1000);
      countTick(tick, part, width);
      for (let entry = 0; entry < tick.touchedLength; entry++) {
        const cell = tick.touched[entry] as number;
        (histogram[cell % bucketCount] as number) += tick.latency[cell] as number;
      }
    }
  });
  return row;
}

function countTick(tick: TickCounters, row: Float64Array, width: number): void {
  let at = 0;
  for (const track of [0, 1]) {
    for (const name of sums) (row[at++] as number) += tick[name][track] as number;
    for (let i = 0; i < width; i++) (row[at++] as number) += tick.buckets[track * width + i] as number;
    row[at++] = tick.inFlight[track] as number;
  }
  for (const name of levels) row[at++] = tick[name];
}
