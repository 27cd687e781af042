/**
 * What the world can do to a rollout, mechanism by mechanism: each against a closed form, or against the
 * same world without it.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { harmBySegment, requestsEngineFor } from "../../src/core/engine/index.ts";
import { RateClock } from "../../src/core/engine/rateClock.ts";
import { streams } from "../../src/core/math/streams.ts";
import type { Client, World } from "../../src/core/model/index.ts";
import { referenceWorld } from "../../src/core/scenario/index.ts";
import { canaryWith, leakingWorld, reach, runEngine, worldWith } from "./worlds.ts";

interface Sums {
  arrived: number;
  answered: number;
  failed: number;
  attempts: number;
  attemptsFailed: number;
  exposed: number;
  inFlight: number;
}

/** Both tracks together, from second `from` on. */
function sums(world: World, run: { seed?: number; weight: number; seconds: number; from?: number }): Sums {
  const all: Sums = { arrived: 0, answered: 0, failed: 0, attempts: 0, attemptsFailed: 0, exposed: 0, inFlight: 0 };
  runEngine(world, { seed: run.seed ?? 1, ...run }, (counters, second) => {
    if (second < (run.from ?? 0)) return;
    for (const track of [0, 1]) {
      all.arrived += counters.arrived[track] as number;
      all.answered += counters.answered[track] as number;
      all.failed += counters.failed[track] as number;
      all.attempts += counters.attempts[track] as number;
      all.attemptsFailed += counters.attemptsFailed[track] as number;
    }
    all.exposed = counters.usersExposed;
    all.inFlight = (counters.inFlight[0] as number) + (counters.inFlight[1] as number);
  });
  return all;
}

const retry = (attempts: number, changes: Partial<Client["retry"]> = {}): Client => ({
  timeoutMs: 5000,
  serverCancels: false,
  retry: { attempts, by: "balancer", backoffMs: 0, factor: 2, jitter: "none", budget: 1, ...changes },
});

describe("traffic", () => {
  test("that ramps has the arrivals of its integral, within four standard deviations", () => {
    // From 1 to 3 times 100/s over 100 s: 100 · (1 + 3) / 2 · 100 = 20,000.
    const ramp = worldWith({
      rate: [
        { at: 0, factor: 1 },
        { at: 100_000, factor: 3 },
      ],
      service: { instances: { stable: 40, canary: 1 } },
    });
    expect(Math.abs(sums(ramp, { weight: 0, seconds: 100 }).arrived - 20_000) / Math.sqrt(20_000)).toBeLessThan(4);
  });

  test("that stops sends nobody, and one that never changes is the constant one", () => {
    const stopping = new RateClock(0.1, [
      { at: 0, factor: 1 },
      { at: 1000, factor: 0 },
    ]);
    let last = 0;
    for (let i = 0; i < 1000 && last < Number.POSITIVE_INFINITY; i++) last = stopping.next(1);
    expect(last).toBe(Number.POSITIVE_INFINITY);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 5, noNaN: true }), { minLength: 1 }), (units) => {
        const clock = new RateClock(0.5, [{ at: 10, factor: 1 }]);
        let at = 0;
        for (const unit of units) {
          at += unit / 0.5;
          expect(clock.next(unit)).toBeCloseTo(at, 6);
        }
      }),
    );
  });

  test("of whales comes from few", () => {
    const whales = worldWith({ activity: { kind: "whales", count: 10, share: 0.5 }, users: 1_000_000 });
    const exposed = sums(whales, { weight: 100, seconds: 60 }).exposed;
    const alike = sums(worldWith({ users: 1_000_000 }), { weight: 100, seconds: 60 }).exposed;
    expect(exposed / alike).toBeGreaterThan(0.45);
    expect(exposed / alike).toBeLessThan(0.55);
  });
});

describe("retries", () => {
  const failing = (client: Client): World =>
    worldWith({ revisions: canaryWith([{ ...reach, kind: "errors", rate: 0.05 }]), client, service: { errors: 0 } });

  test("hide independent failures from users and show them to the service", () => {
    const { arrived, failed, attempts, attemptsFailed } = sums(failing(retry(2)), { weight: 100, seconds: 600 });
    // p³ of requests fail, at 1 + p + p² attempts each, of which p fail.
    expect(Math.abs(failed - arrived * 0.05 ** 3)).toBeLessThan(4 * Math.sqrt(arrived * 0.05 ** 3) + 1);
    expect(attempts / arrived).toBeCloseTo(1.0525, 2);
    expect(attemptsFailed / attempts).toBeCloseTo(0.05, 2);
  });

  test("do not touch other requests' luck: without failures nothing changes", () => {
    const healthy = worldWith({ client: retry(3), service: { errors: 0 } });
    expect(sums(healthy, { weight: 20, seconds: 60 })).toEqual(
      sums(worldWith({ service: { errors: 0 } }), { weight: 20, seconds: 60 }),
    );
  });

  test("keep within their budget", () => {
    const world = (budget: number) =>
      worldWith({
        revisions: canaryWith([{ ...reach, kind: "errors", rate: 1 }]),
        client: retry(3, { budget, backoffMs: 200 }),
        service: { errors: 0 },
      });
    const free = sums(world(1), { weight: 100, seconds: 60 });
    const kept = sums(world(0.1), { weight: 100, seconds: 60 });
    expect(free.attempts / free.answered).toBeGreaterThan(3.8);
    expect(kept.attempts / kept.answered).toBeLessThan(1.4);
  });
});

describe("timeouts", () => {
  test("end what hangs, and the service never counts it", () => {
    const hanging = worldWith({
      revisions: canaryWith([{ ...reach, kind: "hang", rate: 0.1 }]),
      service: { errors: 0 },
    });
    const { answered, failed, attempts, attemptsFailed } = sums(hanging, { weight: 100, seconds: 300 });
    expect(failed / answered).toBeCloseTo(0.1, 1);
    expect(attemptsFailed).toBe(0);
    expect(attempts).toBeLessThan(answered);
  });

  test("of an overloaded service leave its work undone for nobody, unless the server cancels", () => {
    const overloaded = (serverCancels: boolean) =>
      worldWith({
        requestsPerSecond: 150,
        service: {
          instances: { stable: 1, canary: 1 },
          workers: 10,
          queue: 5000,
          errors: 0,
          latency: { kind: "exponential", meanMs: 100 },
        },
        client: { ...retry(0), timeoutMs: 1000, serverCancels },
      });
    const stubborn = sums(overloaded(false), { weight: 0, seconds: 120, from: 60 });
    const polite = sums(overloaded(true), { weight: 0, seconds: 120, from: 60 });
    expect(stubborn.failed / stubborn.answered).toBeGreaterThan(0.95);
    expect(polite.failed / polite.answered).toBeLessThan(0.6);
  });
});

describe("who meets the canary", () => {
  test("a canary-only cookie catches 1 − (1 − w)ⁿ of the users", () => {
    const sticky = worldWith({
      users: 2000,
      requestsPerSecond: 20,
      balancer: {
        ...referenceWorld.balancer,
        kind: "weighted",
        key: "request",
        cookie: { on: "canary", maxAge: Number.POSITIVE_INFINITY },
        pick: "leastRequest2",
      },
    });
    // Poisson users at rate r: 1 − e^(−r w t) after t, here 0.01/s · 10% · 600 s.
    const { exposed } = sums(sticky, { weight: 10, seconds: 600 });
    const share = 1 - Math.exp(-0.6);
    expect(Math.abs(exposed / 2000 - share) / Math.sqrt((share * (1 - share)) / 2000)).toBeLessThan(4);
  });

  test("a split by user stays with its share of the users for ever", () => {
    const byUser = worldWith({
      users: 2000,
      balancer: {
        ...referenceWorld.balancer,
        kind: "weighted",
        key: "user",
        cookie: { on: "none", maxAge: 0 },
        pick: "leastRequest2",
      },
    });
    const { exposed } = sums(byUser, { weight: 10, seconds: 600 });
    expect(Math.abs(exposed - 200) / Math.sqrt(180)).toBeLessThan(4);
  });

  test("pods behind a service split by their number, whatever the weight", () => {
    const pods = worldWith({
      service: { instances: { stable: 9, canary: 3 } },
      balancer: {
        ...referenceWorld.balancer,
        kind: "pods",
        key: "request",
        cookie: { on: "none", maxAge: 0 },
        pick: "random",
      },
    });
    let canary = 0;
    let all = 0;
    runEngine(pods, { seed: 1, weight: 5, seconds: 300 }, (counters) => {
      canary += counters.arrived[1] as number;
      all += (counters.arrived[0] as number) + (counters.arrived[1] as number);
    });
    expect(canary / all).toBeCloseTo(0.25, 1);
  });

  test("a fault for one device spares the others", () => {
    const segments = [
      {
        name: "device",
        values: [
          { name: "android", share: 0.4 },
          { name: "ios", share: 0.6 },
        ],
      },
    ];
    const android = worldWith({
      segments,
      service: { errors: 0 },
      revisions: canaryWith([{ ...reach, kind: "errors", rate: 1, who: [{ segment: "device", value: "android" }] }]),
    });
    const { failed, answered } = sums(android, { weight: 100, seconds: 300 });
    expect(failed / answered).toBeCloseTo(0.4, 1);
  });
});

describe("an experiment of others", () => {
  const experiment = { name: "button", share: 0.1, errors: 0.2, salt: "" };
  const failing = (hash: string) => {
    const rates = { stable: 0, canary: 0, harmful: 0 };
    const answered = { stable: 0, canary: 0 };
    const world = worldWith({
      users: 5000,
      experiments: [experiment],
      balancer: { ...referenceWorld.balancer, key: "user", hash: { function: "murmur3", salt: hash } },
      service: { errors: 0 },
    });
    runEngine(world, { seed: 1, weight: 10, seconds: 120 }, (counters) => {
      for (const [side, track] of (["stable", "canary"] as const).entries()) {
        rates[track] += counters.failed[side] as number;
        answered[track] += counters.answered[side] as number;
        rates.harmful += counters.harmful[side] as number;
      }
    });
    return { stable: rates.stable / answered.stable, canary: rates.canary / answered.canary, harmful: rates.harmful };
  };

  test("fails all of the canary's users and none of stable's where both hash the same id", () => {
    const { stable, canary, harmful } = failing("");
    expect(stable).toBe(0);
    expect(canary).toBeCloseTo(0.2, 1);
    expect(harmful).toBe(0);
  });

  test("fails a tenth of both where the rollout has a salt of its own", () => {
    const { stable, canary } = failing("app-2.1");
    expect(stable).toBeCloseTo(0.02, 2);
    expect(canary).toBeCloseTo(0.02, 1);
  });
});

describe("instances", () => {
  test("with empty caches are slow at first, and quick when they start warm", () => {
    const cache = { keys: 500, exponent: 0, missMs: 500, warm: false };
    const slowness = (world: World, from: number, to: number) => {
      let sum = 0;
      let answered = 0;
      runEngine(world, { seed: 1, weight: 10, seconds: to }, (counters, second) => {
        if (second < from) return;
        sum += counters.latencySum[1] as number;
        answered += counters.answered[1] as number;
      });
      return sum / answered;
    };
    const cold = worldWith({ service: { cache, instances: { stable: 10, canary: 1 } } });
    const warm = worldWith({ service: { cache: { ...cache, warm: true }, instances: { stable: 10, canary: 1 } } });
    expect(slowness(cold, 2, 20)).toBeGreaterThan(300);
    expect(slowness(cold, 500, 600)).toBeLessThan(150);
    expect(slowness(warm, 2, 20)).toBeLessThan(150);
  });

  test("that leak are killed at the limit and come back", () => {
    const serving: number[] = [];
    runEngine(leakingWorld(0), { seed: 1, weight: 50, seconds: 120 }, (counters) =>
      serving.push(counters.instances[1] as number),
    );
    // 25 requests/s an instance fill 1,000 MiB in 40 s; then it is away for 5 s.
    const firstDeath = serving.findIndex((count) => count < 2);
    expect(firstDeath).toBeGreaterThan(30);
    expect(firstDeath).toBeLessThan(50);
    expect(serving.slice(firstDeath + 12, firstDeath + 20)).toContain(2);
  });

  test("of which one is bad fail that one's share", () => {
    const oneBad = worldWith({
      service: { errors: 0 },
      balancer: {
        ...referenceWorld.balancer,
        kind: "weighted",
        key: "request",
        cookie: { on: "none", maxAge: 0 },
        pick: "roundRobin",
      },
      revisions: canaryWith([{ ...reach, kind: "errors", rate: 1, instances: 1 }]),
    });
    const { failed, answered } = sums(oneBad, { weight: 100, seconds: 120 });
    expect(failed / answered).toBeCloseTo(0.1, 1);
  });
});

describe("what all share", () => {
  test("a dependency's incident fails both tracks alike", () => {
    const world = worldWith({
      service: { errors: 0 },
      dependency: {
        workers: 50,
        latency: { kind: "exponential", meanMs: 10 },
        incidents: [{ from: 0, until: 600_000, errors: 0.2, factor: 1 }],
      },
    });
    const rates: number[] = [];
    const failed = [0, 0];
    const answered = [0, 0];
    runEngine(world, { seed: 1, weight: 50, seconds: 300 }, (counters) => {
      for (const track of [0, 1]) {
        failed[track] = (failed[track] as number) + (counters.failed[track] as number);
        answered[track] = (answered[track] as number) + (counters.answered[track] as number);
      }
    });
    for (const track of [0, 1]) rates.push((failed[track] as number) / (answered[track] as number));
    expect(rates[0]).toBeCloseTo(0.2, 1);
    expect(rates[1]).toBeCloseTo(0.2, 1);
  });

  test("a column that the canary drops breaks stable, and rolling back is not safe any more", () => {
    const { stable, canary } = worldWith({}).revisions;
    const dropped = worldWith({
      service: { errors: 0 },
      schema: { readable: [1, 2], steps: [{ at: 60_000, do: "contract", readable: [2], oneWay: true }] },
      revisions: { stable: { ...stable, reads: [1], touches: 0.35 }, canary: { ...canary, reads: [2], touches: 0.35 } },
    });
    const failed: [number, number] = [0, 0];
    let answeredByStable = 0;
    const safe: number[] = [];
    runEngine(dropped, { seed: 1, weight: 20, seconds: 180 }, (counters, second) => {
      safe.push(counters.rollbackSafe);
      if (second < 62) return;
      failed[0] += counters.failed[0] as number;
      failed[1] += counters.failed[1] as number;
      answeredByStable += counters.answered[0] as number;
    });
    expect(failed[0] / answeredByStable).toBeCloseTo(0.35, 1);
    expect(failed[1]).toBe(0);
    expect([safe[30], safe[90]]).toEqual([1, 0]);
  });
});

test("conservation and determinism hold with everything on at once", () => {
  const everything = worldWith({
    rate: [
      { at: 0, factor: 1 },
      { at: 60_000, factor: 1.5 },
    ],
    activity: { kind: "zipf", exponent: 0.7 },
    client: {
      ...retry(2, { by: "client", backoffMs: 50, jitter: "full", budget: 0.3 }),
      timeoutMs: 800,
      serverCancels: true,
    },
    balancer: {
      ...referenceWorld.balancer,
      kind: "weighted",
      key: "request",
      cookie: { on: "both", maxAge: 20_000 },
      pick: "ringHash",
    },
    service: {
      cache: { keys: 300, exponent: 0.8, missMs: 50, warm: false },
      memory: { baseMib: 100, limitMib: 400 },
      restartAfter: 3000,
      warmUp: { factor: 2, for: 5000 },
    },
    dependency: {
      workers: 20,
      latency: { kind: "lognormal", meanMs: 30, cv: 1 },
      incidents: [{ from: 30_000, until: 40_000, errors: 0.3, factor: 3 }],
    },
    noise: { minuteCv: 0.5, hostCv: 0.2 },
    revisions: canaryWith([
      { ...reach, kind: "leak", mibPerRequest: 0.7 },
      { ...reach, kind: "hang", rate: 0.02, flap: { on: 5000, off: 10_000 } },
      { ...reach, kind: "lock", from: 50_000, until: 52_000 },
      { ...reach, kind: "errors", rate: 0.2, growsFor: 60_000 },
    ]),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 100 }), (seed, weight) => {
      const log: number[][] = [[], []];
      for (const run of log) {
        const balance = [0, 0];
        runEngine(everything, { seed, weight, seconds: 90 }, (counters) => {
          for (const track of [0, 1]) {
            balance[track] =
              (balance[track] as number) + (counters.arrived[track] as number) - (counters.answered[track] as number);
            expect(counters.inFlight[track]).toBe(balance[track]);
            expect(counters.attemptsFailed[track]).toBeLessThanOrEqual(counters.attempts[track] as number);
            expect(counters.busy[track]).toBeGreaterThanOrEqual(-1e-6);
          }
          run.push(counters.latencySum[0] as number, counters.attempts[1] as number);
        });
      }
      expect(log[0]).toEqual(log[1]);
    }),
    { numRuns: 8 },
  );
});

describe("harm by segment", () => {
  const world = {
    ...referenceWorld,
    horizon: 60_000,
    revisions: canaryWith([{ ...reach, kind: "errors", rate: 0.5, who: [{ segment: "device", value: "android" }] }]),
  } satisfies World;

  test("falls on those whom the fault meets, and adds up to all", () => {
    const engine = requestsEngineFor(world, streams(1));
    engine.setServing(1, 10);
    engine.setWeight(50);
    let harmed = 0;
    for (let at = 0; at < 60_000; at += 1000) harmed = engine.advance(at, at + 1000).usersHarmed;
    const parts = harmBySegment(world, streams(1), engine.harms);
    expect(harmed).toBeGreaterThan(100);
    for (const { name } of world.segments) {
      const own = parts.filter(({ segment }) => segment === name);
      expect(own.reduce((sum, { users }) => sum + users, 0)).toBe(world.users);
      expect(own.reduce((sum, { usersHarmed }) => sum + usersHarmed, 0)).toBe(harmed);
    }
    expect(parts.filter(({ usersHarmed, segment }) => segment === "device" && usersHarmed > 0)).toMatchObject([
      { value: "android" },
    ]);
  });
});

test("a wrong answer is one that nobody sees fail, and retries do not help", () => {
  const { client } = referenceWorld;
  const world = worldWith({
    client: { ...client, retry: { ...client.retry, attempts: 2 } },
    revisions: canaryWith([{ ...reach, kind: "wrongAnswer", rate: 0.2 }]),
    service: { errors: 0 },
  });
  const sum = { answered: 0, wrong: 0, failed: 0, misled: 0, stable: 0 };
  runEngine(world, { seed: 6, weight: 50, seconds: 120 }, (counters) => {
    sum.answered += counters.answered[1] as number;
    sum.wrong += counters.wrong[1] as number;
    sum.stable += counters.wrong[0] as number;
    sum.failed += (counters.failed[1] as number) + (counters.attemptsFailed[1] as number);
    sum.misled = counters.usersMisled;
  });
  expect(Math.abs(sum.wrong / sum.answered - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / sum.answered));
  expect(sum.failed + sum.stable).toBe(0);
  expect(sum.misled).toBeGreaterThan(0.9 * sum.wrong * (1 - sum.wrong / world.users));
});
