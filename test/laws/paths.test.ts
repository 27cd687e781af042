import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArrivalEngine, type Engine, EventEngine, pathFor } from "../../src/core/engine/index.ts";
import { Sessions } from "../../src/core/engine/sessions.ts";
import { streams } from "../../src/core/math/streams.ts";
import type { Fault, TickCounters, Track, World } from "../../src/core/model/index.ts";
import { canaryWith, reach, worldWith } from "../engine/worlds.ts";

const SECONDS = 40;
const WORLDS = 150;

const faults: fc.Arbitrary<Fault> = fc
  .tuple(
    fc.constantFrom("errors", "wrongAnswer", "latency", "hang" as const),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 20 }),
    fc.constantFrom(0, 15_000),
    fc.constantFrom("all" as const, 1),
  )
  .map(([kind, rate, from, growsFor, instances]) => {
    const common = { ...reach, from: from * 1000, growsFor, instances, flap: { on: 3000, off: from * 500 } };
    return kind === "latency" ? { ...common, kind, rate, factor: 3, addMs: 40 } : { ...common, kind, rate };
  });

const knots: World["rate"] = [
  { at: 5_000, factor: 0.3 },
  { at: 20_000, factor: 1.5 },
];

const worlds: fc.Arbitrary<World> = fc
  .record({
    rate: fc.integer({ min: 5, max: 300 }),
    stable: fc.integer({ min: 1, max: 6 }),
    workers: fc.integer({ min: 1, max: 4 }),
    queue: fc.integer({ min: 0, max: 20 }),
    meanMs: fc.integer({ min: 1, max: 900 }),
    timeoutMs: fc.constantFrom(150, 1000, Number.POSITIVE_INFINITY),
    pick: fc.constantFrom("leastRequest2", "random", "roundRobin", "ringHash", "maglev"),
    key: fc.constantFrom("request" as const, "session" as const, "user" as const),
    session: fc.option(fc.record({ requests: fc.integer({ min: 1, max: 8 }), gapMs: fc.constantFrom(1, 300, 20_000) })),
    lost: fc.option(
      fc.record({
        rate: fc.double({ min: 0.2, max: 1, noNaN: true }),
        on: fc.constantFrom("stable" as const, "canary" as const),
      }),
    ),
    changing: fc.boolean(),
    exponential: fc.boolean(),
    faults: fc.array(faults, { maxLength: 3 }),
    cold: fc.boolean(),
    hostCv: fc.constantFrom(0, 0.4),
    minuteCv: fc.constantFrom(0, 0.5),
    experiments: fc.constantFrom([], [{ name: "button", share: 0.2, errors: 0.05, salt: "" }]),
  })
  .map((draw) => {
    const plain = worldWith({});
    const { session, lost } = draw;
    const losing = (track: Track): readonly Fault[] =>
      session !== null && lost?.on === track ? [{ ...reach, kind: "lostSession", rate: lost.rate }] : [];
    return worldWith({
      requestsPerSecond: draw.rate,
      users: 500,
      experiments: draw.experiments,
      session,
      rate: draw.changing ? knots : [],
      client: { ...plain.client, timeoutMs: draw.timeoutMs },
      balancer: {
        ...plain.balancer,
        pick: draw.pick,
        key: session === null && draw.key === "session" ? "request" : draw.key,
      },
      noise: { minuteCv: draw.minuteCv, hostCv: draw.hostCv },
      revisions: {
        stable: { ...plain.revisions.stable, faults: losing("stable") },
        canary: {
          ...plain.revisions.canary,
          faults: [
            ...draw.faults.filter(({ kind }) => kind !== "hang" || draw.timeoutMs !== Number.POSITIVE_INFINITY),
            ...losing("canary"),
          ],
        },
      },
      service: {
        instances: { stable: draw.stable, canary: "follow" },
        workers: draw.workers,
        queue: draw.queue,
        errors: 0.01,
        latency: draw.exponential
          ? { kind: "exponential", meanMs: draw.meanMs }
          : { kind: "lognormal", meanMs: draw.meanMs, cv: 1 },
        cache: draw.cold ? { keys: 50, exponent: 1, missMs: 60, warm: false } : null,
        warmUp: { factor: draw.cold ? 4 : 1, for: 10_000 },
      },
    });
  });

/** A rollout that uses all that a policy can ask for, and what was counted in each second. */
function counted(engine: Engine): readonly object[] {
  const seen: object[] = [];
  for (let second = 0; second < SECONDS; second++) {
    if (second === 2) engine.setServing(1, 1, 2000);
    if (second === 4) engine.setWeight(30);
    if (second === 15) engine.setServing(1, 2, 15_000);
    if (second === 17) engine.matchAll(true);
    if (second === 20) engine.setWeight(60);
    if (second === 23) engine.setWeight(50, "matched");
    if (second === 25) engine.matchAll(false);
    if (second === 28) engine.setWeight(60);
    if (second === 30) engine.promote(30_000);
    if (second === 31) engine.setWeight(0);
    if (second === 35) engine.setServing(1, 0);
    seen.push(plain(engine.advance(second * 1000, (second + 1) * 1000)));
  }
  return seen;
}

/** A copy of what was counted, without the order in which it was. */
function plain(counters: TickCounters): object {
  const { touched, touchedLength, latency } = counters;
  const columns = names.map((name) => [name, counters[name]] as const);
  return structuredClone({
    ...Object.fromEntries(columns),
    latency: [...touched.subarray(0, touchedLength)].sort((a, b) => a - b).map((cell) => [cell, latency[cell]]),
  });
}

const names = [
  "arrived",
  "answered",
  "failed",
  "harmful",
  "wrong",
  "inFlight",
  "attempts",
  "attemptsFailed",
  "busy",
  "instances",
  "latencySum",
  "attemptLatencySum",
  "buckets",
  "attemptBuckets",
  "usersHarmed",
  "usersHarmedThrice",
  "usersMisled",
  "usersExposed",
  "rollbackSafe",
] as const satisfies readonly (keyof TickCounters)[];

describe("a world that can be played at the arrivals", () => {
  test("gives the same bytes event by event", () => {
    let played = 0;
    let answered = 0;
    let lost = 0;
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (world, seed) => {
        expect(pathFor(world).name).toBe("arrivals");
        const atArrivals = counted(new ArrivalEngine(world, streams(seed), { sessions: Sessions }));
        expect(atArrivals).toEqual(counted(new EventEngine(world, streams(seed), { sessions: Sessions })));
        played++;
        for (const second of atArrivals) answered += (second as TickCounters).answered[0] as number;
        if (world.session !== null && world.revisions.stable.faults.length > 0)
          for (const second of atArrivals) lost += (second as TickCounters).wrong[0] as number;
      }),
      { numRuns: WORLDS },
    );
    expect(played).toBeGreaterThanOrEqual(WORLDS);
    expect(answered).toBeGreaterThan(100 * WORLDS);
    expect(lost).toBeGreaterThan(WORLDS);
  });

  test("is none in which something later changes what was decided", () => {
    const plainWorld = worldWith({});
    const { client, balancer } = plainWorld;
    const changes: readonly Partial<World>[] = [
      { client: { ...client, retry: { ...client.retry, attempts: 1 } } },
      { client: { ...client, serverCancels: true } },
      { balancer: { ...balancer, cookie: { on: "both", maxAge: 1000 } } },
      { dependency: { workers: 1, latency: { kind: "exponential", meanMs: 1 }, incidents: [] } },
      { revisions: canaryWith([{ ...reach, kind: "leak", mibPerRequest: 1 }]) },
      { revisions: canaryWith([{ ...reach, kind: "lock" }]) },
      {
        client: { ...client, timeoutMs: Number.POSITIVE_INFINITY },
        revisions: canaryWith([{ ...reach, kind: "hang", rate: 0.1 }]),
      },
    ];
    expect(pathFor(plainWorld).name).toBe("arrivals");
    expect(changes.map((change) => pathFor(worldWith(change)).name)).toEqual(changes.map(() => "events"));
  });
});
