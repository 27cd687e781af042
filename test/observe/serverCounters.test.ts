/**
 * Counters that instances keep in their own memory: what a death takes with it. The one-line change that must break
 * this file: let `ServerCounters.die` clear without adding.
 */
import { describe, expect, test } from "vitest";
import { requestsEngineFor } from "../../src/core/engine/index.ts";
import { ServerCounters } from "../../src/core/engine/serverCounters.ts";
import {
  type Columns,
  type NamedMetric,
  type Query,
  type Recording,
  readPolicy,
  simulateAll,
  type World,
  worldForManifest,
} from "../../src/core/index.ts";
import { streams } from "../../src/core/math/streams.ts";
import { isScraped, measure } from "../../src/core/observe/index.ts";
import { ColumnsBuilder } from "../../src/core/recording/index.ts";
import { ServerColumns } from "../../src/core/serverColumns.ts";
import { leakingWorld } from "../engine/worlds.ts";

const named = (layer: NamedMetric["layer"]): NamedMetric => ({
  signature: { type: "errors" },
  scope: "canary",
  layer,
  who: [],
});

/** The canary's two instances are killed about every 40 s, are away for 5 s, and lose what they work on. */
function leaking(resetOnRestart: boolean): World {
  const plain = leakingWorld(0.1);
  const metrics = { attempt: named("attempt"), server: named("server") };
  return { ...plain, observe: { ...plain.observe, metrics, resetOnRestart } };
}

const seconds = 300;

function played(world: World): Columns {
  const engine = requestsEngineFor(world, streams(1), {
    scraped: (track, at) => isScraped(world.observe, track, at),
  });
  const columns = new ColumnsBuilder(seconds, world.observe.buckets.length);
  const servers = new ServerColumns(seconds, world.observe.buckets.length);
  engine.setServing(1, 2);
  engine.setWeight(50);
  for (let second = 0; second < seconds; second++) {
    const counters = engine.advance(second * 1000, (second + 1) * 1000);
    columns.append(50, counters);
    if (engine.unseen !== undefined) servers.append(counters, engine.unseen);
  }
  return servers.beside(columns.view());
}

function samplesIn(world: World, columns: Columns, metric: string) {
  const query: Query = { metric, signature: { type: "custom" }, scope: "canary", layer: "request", window: 300_000 };
  return measure(query, columns, world.observe, seconds * 1000).samples;
}

describe("a counter in an instance's memory", () => {
  const resetting = leaking(true);
  const columns = played(resetting);

  test("loses what was counted between the last scrape and the death, and a proxy's does not", () => {
    const attempt = samplesIn(resetting, columns, "attempt");
    const server = samplesIn(resetting, columns, "server");
    // Two instances that die every 45 s lose half a scrape interval of 15 s on average: a sixth of the requests.
    expect(server.requests / attempt.requests).toBeGreaterThan(0.7);
    expect(server.requests / attempt.requests).toBeLessThan(0.95);
    expect(server.failures).toBeLessThan(attempt.failures);
  });

  test("that outlives its instance loses only what was never finished", () => {
    const world = leaking(false);
    const kept = played(world);
    const attempt = samplesIn(world, kept, "attempt");
    const server = samplesIn(world, kept, "server");
    const lost = attempt.requests - server.requests;
    expect(lost).toBeGreaterThan(0);
    expect(attempt.failures - server.failures).toBe(lost);
    expect(lost).toBeLessThan(attempt.requests - samplesIn(resetting, columns, "server").requests);
  });

  test("changes nothing in what is recorded", () => {
    const { servers: _one, ...recorded } = columns;
    const { servers: _two, ...other } = played(leaking(false));
    expect(recorded).toEqual(other);
  });

  test("shows between any two scrapes what there was, less than that, and never more", () => {
    const { attempts, servers } = columns;
    const width = resetting.observe.buckets.length + 1;
    let seen = 0;
    for (let from = 7; from + 15 <= seconds; from += 15) {
      let shown = 0;
      let counted = 0;
      let inBuckets = 0;
      for (let row = from; row < from + 15; row++) {
        shown += servers?.attempts[2 * row + 1] ?? Number.NaN;
        counted += attempts[2 * row + 1] as number;
        for (let i = 0; i < width; i++) inBuckets += servers?.attemptBuckets[(2 * row + 1) * width + i] ?? Number.NaN;
      }
      expect(shown).toBeGreaterThanOrEqual(0);
      expect(shown).toBeLessThanOrEqual(counted);
      expect(inBuckets).toBe(shown);
      seen++;
    }
    expect(seen).toBe(19);
  });
});

test("a death takes back exactly what was counted since the last scrape", () => {
  const world = leaking(true);
  const counters = new ServerCounters(world, 2, (_, at) => at === 7000);
  const lost = (): readonly number[] => [...counters.unseen.attempts, ...counters.unseen.attemptsFailed];
  counters.begin(6000);
  counters.end(1, 1, 80, true);
  counters.begin(7000);
  counters.end(1, 1, 80, false);
  counters.end(1, 1, 90, true);
  counters.end(0, 1, 90, true);
  counters.die(1, 1);
  expect(lost()).toEqual([0, 2, 0, 1]);
  expect(counters.unseen.attemptLatencySum[1]).toBe(170);
  counters.begin(8000);
  expect(lost()).toEqual([0, 0, 0, 0]);
  counters.end(1, 1, 5, true);
  counters.end(-1, 1, 0, true);
  expect(lost()).toEqual([0, 2, 0, 2]);
  counters.revive(1);
  counters.end(1, 1, 5, true);
  expect(lost()).toEqual([0, 2, 0, 2]);
});

test("a policy on servers' counters sees fewer failures of dying instances than one on a proxy's", () => {
  const run = (metric: string): Recording => {
    const text = `native:\n  steps: [{ weight: 50%, for: 8m }]\n  judges: [{ metric: ${metric}, kind: threshold, limit: 50% }]\n`;
    const read = readPolicy(text, { label: "test" });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return simulateAll({ ...worldForManifest(read.value), world: { ...leaking(true), horizon: 600_000 } }, 3);
  };
  const seen = (recording: Recording): number =>
    recording.decisions.flatMap(({ note }) => note.checks).reduce((sum, { samples }) => sum + samples.requests, 0);
  const [attempt, server] = [run("attempt"), run("server")];
  expect([...server.columns.attempts]).toEqual([...attempt.columns.attempts]);
  expect(seen(server)).toBeLessThan(seen(attempt));
});
