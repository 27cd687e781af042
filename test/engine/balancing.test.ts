import { describe, expect, test } from "vitest";
import { ArrivalEngine, EventEngine, requestsEngineFor, UserCensus } from "../../src/core/engine/index.ts";
import { readPolicy, simulateAll } from "../../src/core/index.ts";
import { streams } from "../../src/core/math/streams.ts";
import type { Balancer, Reach, TickCounters, World } from "../../src/core/model/index.ts";
import { referenceWorld } from "../../src/core/scenario/index.ts";
import { canaryWith, reach, runEngine, worldWith } from "./worlds.ts";

function balanced(changes: Partial<Balancer>, rest: Partial<World> = {}): World {
  const { service, ...others } = rest;
  return worldWith({
    ...others,
    balancer: { ...referenceWorld.balancer, ...changes },
    ...(service ? { service } : {}),
  });
}

type Pair = readonly [stable: number, canary: number];

function totals(
  world: World,
  run: { seconds: number; weight: number; only?: Reach },
): Readonly<Record<"arrived" | "failed" | "attempts" | "attemptsFailed", Pair> & { exposed: number }> {
  const engine = requestsEngineFor(world, streams(3));
  engine.setServing(1, world.service.instances.stable);
  engine.setWeight(run.weight, run.only);
  const sum = { arrived: [0, 0], failed: [0, 0], attempts: [0, 0], attemptsFailed: [0, 0], exposed: 0 };
  for (let second = 0; second < run.seconds; second++) {
    const counters = engine.advance(second * 1000, (second + 1) * 1000);
    for (const key of ["arrived", "failed", "attempts", "attemptsFailed"] as const)
      for (const track of [0, 1]) (sum[key][track] as number) += counters[key][track] as number;
    sum.exposed = counters.usersExposed;
  }
  return sum as unknown as ReturnType<typeof totals>;
}

function shareOf(world: World, only: Reach): number {
  const engine = requestsEngineFor(world, streams(3));
  engine.setWeight(100, only);
  return engine.asked / 100;
}

describe("a match by header or cookie", () => {
  const seconds = 400;

  test("sends the users it meets, and nobody else, to the canary", () => {
    const world = balanced({ match: { who: [], share: 0.1 } }, { users: 5000 });
    const matched = shareOf(world, "matched");
    expect(matched).toBeGreaterThan(0.085);
    expect(matched).toBeLessThan(0.115);
    const { arrived, exposed } = totals(world, { seconds, weight: 100, only: "matched" });
    const share = arrived[1] / (arrived[0] + arrived[1]);
    expect(Math.abs(share - matched)).toBeLessThan(4 * Math.sqrt((0.1 * 0.9) / (100 * seconds)));
    expect(exposed).toBeLessThanOrEqual(Math.round(matched * 5000));
    expect(exposed).toBeGreaterThan(0.95 * matched * 5000);
  });

  test("meets only those whom its segments name", () => {
    const ios = [{ segment: "device", value: "ios" }];
    expect(shareOf(balanced({ match: { who: [], share: 1 } }), "matched")).toBe(1);
    expect(Math.abs(shareOf(balanced({ match: { who: ios, share: 1 } }), "matched") - 0.35)).toBeLessThan(0.02);
    expect(Math.abs(shareOf(balanced({}), ios) - 0.35)).toBeLessThan(0.02);
  });

  test("does nothing to a weight of all requests", () => {
    const { arrived } = totals(balanced({ match: { who: [], share: 0 } }), { seconds: 100, weight: 30 });
    expect(arrived[1]).toBeGreaterThan(2700);
  });
});

describe("mirroring", () => {
  test("gives the canary a copy of the share it is asked for, and users none of its answers", () => {
    const world = worldWith({ revisions: canaryWith([{ ...reach, kind: "errors", rate: 0.5 }]) });
    const engine = new EventEngine(world, streams(5));
    engine.setServing(1, 10);
    engine.mirror(0.3);
    let stable = 0;
    const canary = { arrived: 0, attempts: 0, failed: 0 };
    let last: TickCounters | null = null;
    for (let second = 0; second < 300; second++) {
      last = engine.advance(second * 1000, (second + 1) * 1000);
      stable += last.arrived[0] as number;
      canary.arrived += last.arrived[1] as number;
      canary.attempts += last.attempts[1] as number;
      canary.failed += last.attemptsFailed[1] as number;
    }
    expect(canary.arrived).toBe(0);
    expect(Math.abs(canary.attempts / stable - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / stable));
    expect(Math.abs(canary.failed / canary.attempts - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / canary.attempts));
    expect(last?.usersHarmed).toBe(0);
    expect(last?.usersExposed).toBe(0);
  });

  test("changes nothing for users while the canary's instances are its own", () => {
    const world = worldWith({});
    const [plain, copied] = [0, 1].map((share) => {
      const engine = new EventEngine(world, streams(5));
      engine.setServing(1, 10);
      engine.mirror(share);
      return Array.from({ length: 60 }, (_, second) => {
        const counters = engine.advance(second * 1000, (second + 1) * 1000);
        return [...counters.arrived, ...counters.failed, counters.latencySum[0]];
      });
    });
    expect(copied).toEqual(plain);
  });
});

test("a load test asks the canary at its rate, until it ends", () => {
  const engine = new EventEngine(worldWith({}), streams(5));
  engine.setServing(1, 10);
  engine.loadTest(20, 0, 60_000);
  let attempts = 0;
  let late = 0;
  for (let second = 0; second < 90; second++) {
    const counters = engine.advance(second * 1000, (second + 1) * 1000);
    attempts += counters.attempts[1] as number;
    if (second > 62) late += counters.attempts[1] as number;
  }
  expect(attempts).toBe(20 * 60 - 1);
  expect(late).toBe(0);
});

describe("outlier ejection", () => {
  const bad: World["revisions"] = canaryWith([{ ...reach, kind: "errors", rate: 0.9, instances: 1 }]);
  const outlier = { consecutive: 5, interval: 10_000, eject: 30_000, maxEjected: 0.1 };
  const failedShare = (world: World): number => {
    const { failed, arrived } = totals(world, { seconds: 600, weight: 50 });
    return failed[1] / arrived[1];
  };

  test("keeps requests from the one bad instance of ten", () => {
    const without = failedShare(balanced({ outlier: null }, { revisions: bad }));
    const ejecting = failedShare(balanced({ outlier }, { revisions: bad }));
    expect(without).toBeGreaterThan(0.06);
    expect(ejecting).toBeLessThan(without / 4);
  });

  test("stops where the limit on ejections is", () => {
    const all = canaryWith([{ ...reach, kind: "errors", rate: 0.9 }]);
    expect(failedShare(balanced({ outlier }, { revisions: all }))).toBeGreaterThan(0.85);
  });

  test("gives way to panic: too few healthy instances, and all are used", () => {
    const half = canaryWith([{ ...reach, kind: "errors", rate: 0.9, instances: 6 }]);
    const most = { ...outlier, maxEjected: 1 };
    const calm = failedShare(balanced({ outlier: most, panic: 0 }, { revisions: half }));
    const panicking = failedShare(balanced({ outlier: most, panic: 0.5 }, { revisions: half }));
    expect(calm).toBeLessThan(0.2);
    expect(panicking).toBeGreaterThan(1.5 * calm);
  });
});

test("slow start gives a new instance less than its share at first", () => {
  /** Share of the canary's requests that its older instance takes, soon after a second one came. */
  const olderShare = (slowStart: number): number => {
    const revisions = canaryWith([{ ...reach, kind: "errors", rate: 1, instances: 1 }]);
    const engine = requestsEngineFor(balanced({ slowStart, pick: "roundRobin" }, { revisions }), streams(3));
    engine.setServing(1, 1);
    engine.setWeight(8);
    for (let second = 0; second < 100; second++) engine.advance(second * 1000, (second + 1) * 1000);
    engine.setServing(1, 2, 100_000);
    const sum = { arrived: 0, failed: 0 };
    for (let second = 100; second < 120; second++) {
      const counters = engine.advance(second * 1000, (second + 1) * 1000);
      sum.arrived += counters.arrived[1] as number;
      sum.failed += counters.failed[1] as number;
    }
    return sum.failed / sum.arrived;
  };
  expect(Math.abs(olderShare(0) - 0.5)).toBeLessThan(0.05);
  expect(olderShare(120_000)).toBeGreaterThan(0.8);
});

describe("users by the hash of their id", () => {
  const exposed = (salt: string, hash = "murmur3"): ReadonlySet<number> => {
    const world = balanced({ key: "user", hash: { function: hash, salt } }, { users: 2000 });
    const engine = requestsEngineFor(
      { ...world, revisions: canaryWith([{ ...reach, kind: "errors", rate: 1 }]) },
      streams(1),
    );
    engine.setServing(1, 10);
    engine.setWeight(10);
    for (let second = 0; second < 300; second++) engine.advance(second * 1000, (second + 1) * 1000);
    return new Set([...(engine.harms ?? [])].flatMap((harms, user) => (harms > 0 ? [user] : [])));
  };

  test("are the same under the same salt, and others under another", () => {
    const [one, again, other] = [exposed("a"), exposed("a"), exposed("b")];
    expect(one.size).toBeGreaterThan(150);
    expect(again).toEqual(one);
    const shared = [...one].filter((user) => other.has(user)).length;
    expect(shared / one.size).toBeLessThan(0.25);
  });

  test("come out differently by every published function, with about the weight's share", () => {
    const functions = ["unleash", "launchdarkly", "flagd", "growthbook", "statsig"];
    const sets = functions.map((name) => exposed("rollout", name));
    expect(sets.length).toBe(5);
    for (const [index, users] of sets.entries()) {
      expect(users.size, functions[index]).toBeGreaterThan(140);
      expect(users.size, functions[index]).toBeLessThan(260);
    }
    expect(new Set(sets.map((users) => [...users].join())).size).toBe(5);
  });
});

test("an instance that is killed while clients have left it never has less than nobody", () => {
  const world = worldWith({
    requestsPerSecond: 300,
    client: { ...referenceWorld.client, timeoutMs: 60 },
    revisions: canaryWith([{ ...reach, kind: "leak", mibPerRequest: 20 }]),
    service: { restartAfter: 3000 },
  });
  let looks = 0;
  runEngine(world, { seed: 4, weight: 50, seconds: 120 }, ({ busy }) => {
    looks++;
    for (const track of [0, 1]) {
      expect(busy[track]).toBeGreaterThanOrEqual(-1e-9);
      expect(busy[track]).toBeLessThanOrEqual(10 * world.service.workers + 1e-9);
    }
  });
  expect(looks).toBe(120);
});

describe("a metric of some users", () => {
  const paid = [{ segment: "plan", value: "paid" }];
  const world: World = {
    ...worldWith({ revisions: canaryWith([{ ...reach, kind: "errors", rate: 0.4, who: paid }]) }),
    observe: {
      ...referenceWorld.observe,
      metrics: {
        "paid-errors": { signature: { type: "error-rate" }, scope: "canary", layer: "request", who: paid },
        "free-errors": {
          signature: { type: "error-rate" },
          scope: "canary",
          layer: "request",
          who: [{ segment: "plan", value: "free" }],
        },
        "all-errors": { signature: { type: "error-rate" }, scope: "canary", layer: "request", who: [] },
      },
    },
  };
  const careful = (metric: string): string => `native:
  steps: [{ weight: 20%, for: 10m }]
  judges: [{ metric: ${metric}, against: limit, kind: threshold, limit: 10% }]
`;
  const outcomeBy = (metric: string): string => {
    const policy = readPolicy(careful(metric), { label: "policy" });
    if (!policy.ok) throw new Error(JSON.stringify(policy.problems));
    const scenario = { slug: "", title: "", world, policy: policy.value, interventions: [] };
    return simulateAll({ ...scenario, world: { ...world, horizon: 1_200_000 } }, 1, { stopWhenSettled: true }).outcome;
  };

  test("sees what the same metric of everybody hides", () => {
    expect(outcomeBy("all-errors")).toBe("promoted");
    expect(outcomeBy("free-errors")).toBe("promoted");
    expect(outcomeBy("paid-errors")).toBe("rolledBack");
  });

  test("adds up to everybody's", () => {
    const groups = [paid, [{ segment: "plan", value: "free" }]];
    for (const Engine of [ArrivalEngine, EventEngine]) {
      const census = new UserCensus(groups, { world, streams: streams(1), rows: 60 });
      const engine = new Engine(world, streams(1), { census });
      engine.setServing(1, 10);
      engine.setWeight(30);
      const all = { ended: [0, 0], failed: [0, 0] };
      for (let second = 0; second < 60; second++) {
        const counters = engine.advance(second * 1000, (second + 1) * 1000);
        census.endTick();
        for (const track of [0, 1]) {
          (all.ended[track] as number) += counters.answered[track] as number;
          (all.failed[track] as number) += counters.failed[track] as number;
        }
      }
      const sum = (columns: readonly Int32Array[], track: number): number =>
        columns.reduce(
          (total, column) => total + column.filter((_, cell) => cell % 2 === track).reduce((a, b) => a + b, 0),
          0,
        );
      for (const track of [0, 1]) {
        expect(sum(census.ended, track)).toBe(all.ended[track]);
        expect(sum(census.failed, track)).toBe(all.failed[track]);
      }
      expect(all.failed[1]).toBeGreaterThan(30);
    }
  });
});
