import { bucketOf } from "../../src/core/math/logHistogram.ts";
import type { Columns, Decision, Millis, Outcome, Recording, Scenario } from "../../src/core/model/index.ts";
import { referenceWorld } from "../../src/core/scenario/index.ts";

/** What one track did in one tick, as a test wants it. `latencies` has one entry an answered request. */
export interface Row {
  readonly arrived: number;
  readonly failed: number;
  readonly harmful: number;
  readonly instances: number;
  readonly busy: number;
  readonly latencies: readonly number[];
}

export interface Tick {
  readonly asked: number;
  readonly usersHarmed: number;
  readonly usersHarmedThrice: number;
  readonly usersExposed: number;
  readonly stable: Row;
  readonly canary: Row;
}

function sparse(rows: readonly Row[]): Columns["latency"] {
  const offset = new Int32Array(rows.length + 1);
  const bucket: number[] = [];
  const count: number[] = [];
  rows.forEach((row, index) => {
    const counts = new Map<number, number>();
    for (const ms of row.latencies) counts.set(bucketOf(ms), (counts.get(bucketOf(ms)) ?? 0) + 1);
    for (const [place, requests] of [...counts].sort(([a], [b]) => a - b)) {
      bucket.push(place);
      count.push(requests);
    }
    offset[index + 1] = bucket.length;
  });
  return { offset, bucket: Uint16Array.from(bucket), count: Uint32Array.from(count) };
}

/** Columns as the engine would write them, from rows that a test can read. */
function columnsFrom(ticks: readonly Tick[]): Columns {
  const rows = ticks.flatMap((tick) => [tick.stable, tick.canary]);
  const perTrack = (value: (row: Row) => number): Int32Array => Int32Array.from(rows, value);
  return {
    length: ticks.length,
    asked: Float64Array.from(ticks, (tick) => tick.asked),
    arrived: perTrack((row) => row.arrived),
    answered: perTrack((row) => row.latencies.length),
    failed: perTrack((row) => row.failed),
    harmful: perTrack((row) => row.harmful),
    wrong: perTrack(() => 0),
    inFlight: perTrack(() => 0),
    attempts: perTrack((row) => row.latencies.length),
    attemptsFailed: perTrack((row) => row.failed),
    busy: Float64Array.from(rows, (row) => row.busy),
    instances: perTrack((row) => row.instances),
    latencySum: Float64Array.from(rows, (row) => row.latencies.reduce((sum, ms) => sum + ms, 0)),
    attemptLatencySum: Float64Array.from(rows, (row) => row.latencies.reduce((sum, ms) => sum + ms, 0)),
    buckets: new Int32Array(0),
    attemptBuckets: new Int32Array(0),
    latency: sparse(rows),
    usersHarmed: Int32Array.from(ticks, (tick) => tick.usersHarmed),
    usersHarmedThrice: Int32Array.from(ticks, (tick) => tick.usersHarmedThrice),
    usersMisled: Int32Array.from(ticks, () => 0),
    usersExposed: Int32Array.from(ticks, (tick) => tick.usersExposed),
    rollbackSafe: Int32Array.from(ticks, () => 1),
  };
}

const plainScenario: Scenario = {
  slug: "synthetic",
  title: "Made for a test",
  world: {
    ...referenceWorld,
    horizon: 1_800_000,
    requestsPerSecond: 100,
    users: 20_000,
    service: {
      ...referenceWorld.service,
      name: "checkout",
      instances: { stable: 4, canary: 2 },
      workers: 8,
      queue: 50,
      latency: { kind: "lognormal", meanMs: 60, cv: 0.6 },
      errors: 0.003,
      readyAfter: 5_000,
    },
    revisions: {
      stable: { ...referenceWorld.revisions.stable, version: "2.3" },
      canary: { ...referenceWorld.revisions.canary, version: "2.4" },
    },
    observe: {
      scrape: 15_000,
      delay: 0,
      buckets: [50, 100, 250, 500, 1000],
      missing: [],
      resetOnRestart: true,
      metrics: {},
      alarms: {},
    },
  },
  policy: { dialect: "flagger", label: "checkout-canary.yaml", source: "", value: {} },
  interventions: [],
};

/** A recording that nothing simulated: columns from rows, decisions as given. */
export function syntheticRecording(
  ticks: readonly Tick[],
  told: { readonly decisions?: readonly Decision[]; readonly outcome?: Outcome; readonly endedAt?: Millis } = {},
): Recording {
  return {
    scenario: plainScenario,
    seed: 1,
    harmBySegment: [],
    resolution: { name: "requests", because: "synthetic" },
    tick: 1_000,
    columns: columnsFrom(ticks),
    decisions: told.decisions ?? [],
    outcome: told.outcome ?? "unfinished",
    endedAt: told.endedAt ?? null,
    complete: true,
  };
}
