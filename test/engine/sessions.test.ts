/**
 * Users who come in sessions, against closed forms and against the same world without sessions. The one-line
 * change that must break this file: start the world with no session open (`openAtStart` in `sessions.ts`).
 */
import { describe, expect, test } from "vitest";
import { Demand } from "../../src/core/engine/demand.ts";
import { Sessions } from "../../src/core/engine/sessions.ts";
import { streams } from "../../src/core/math/streams.ts";
import type { Balancer, Fault, TickCounters, World } from "../../src/core/model/index.ts";
import { canaryWith, reach, runEngine, worldWith } from "./worlds.ts";

const lost: Fault = { ...reach, kind: "lostSession", rate: 1 };

function worldOf({ key = "request", ...changes }: Partial<World> & { readonly key?: Balancer["key"] } = {}): World {
  const { balancer } = worldWith({});
  return worldWith({
    session: { requests: 6, gapMs: 4_000 },
    balancer: { ...balancer, key },
    users: 1_000_000,
    ...changes,
    service: { errors: 0 },
  });
}

function counted(world: World, weight: number, seconds: number): readonly TickCounters[] {
  const seen: TickCounters[] = [];
  runEngine(world, { seed: 1, weight, seconds }, (counters) => seen.push(structuredClone({ ...counters })));
  return seen;
}

const sum = (seen: readonly TickCounters[], of: (counters: TickCounters) => Int32Array): number =>
  seen.reduce((total, counters) => total + (of(counters)[0] as number) + (of(counters)[1] as number), 0);

interface Coming {
  readonly at: number;
  readonly user: number;
  readonly session: number;
  readonly split: number;
}

/** All requests before a time. */
function comings(world: World, seed: number, until: number): readonly Coming[] {
  const demand = new Demand(world, streams(seed), Sessions);
  const seen: Coming[] = [];
  for (;;) {
    const { position } = demand;
    const at = demand.arrival[position] as number;
    if (at >= until) return seen;
    const [user, session, split] = [demand.user, demand.session, demand.split].map((column) => column[position]);
    seen.push({ at, user: user as number, session: session as number, split: split as number });
    demand.advance();
  }
}

describe("sessions", () => {
  const all = comings(worldOf({ key: "session" }), 1, 200_000);
  const sessions = new Map<number, Coming[]>();
  for (const coming of all) sessions.set(coming.session, [...(sessions.get(coming.session) ?? []), coming]);

  test("have the world's rate from the first second on", () => {
    for (const [from, until] of [
      [0, 10],
      [10, 200],
    ] as const) {
      // A session's requests come together, so that the variance is up to as many times a Poisson law's.
      const mean = 100 * (until - from);
      const seen = all.filter(({ at }) => at >= from * 1000 && at < until * 1000).length;
      expect(Math.abs(seen - mean)).toBeLessThan(4 * Math.sqrt(6 * mean));
    }
  });

  test("are of one user and one draw, with so many requests and gaps of that mean", () => {
    for (const requests of sessions.values())
      expect(new Set(requests.map(({ user, split }) => `${user} ${split}`)).size).toBe(1);
    // By then those that were open at the start are over, and the others have time for the rest.
    const whole = [...sessions.values()].filter(
      ([first]) => first !== undefined && first.at > 60_000 && first.at < 120_000,
    );
    expect(whole.length).toBeGreaterThan(800);
    expect(whole.map((requests) => requests.length)).toEqual(whole.map(() => 6));
    const spans = whole.map((requests) => (requests.at(-1) as Coming).at - (requests[0] as Coming).at);
    const mean = spans.reduce((total, span) => total + span, 0) / spans.length;
    // Five exponential gaps of 4 s.
    expect(Math.abs(mean - 20_000)).toBeLessThan((4 * 4_000 * Math.sqrt(5)) / Math.sqrt(spans.length));
  });

  test("come in the order of time", () => {
    const times = all.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test("of one request are the single requests that they replace", () => {
    const rate = [
      { at: 3_000, factor: 1 },
      { at: 10_000, factor: 3 },
    ];
    const single = counted(worldOf({ session: null, rate }), 25, 15);
    expect(counted(worldOf({ session: { requests: 1, gapMs: 1000 }, rate }), 25, 15)).toEqual(single);
  });

  test("end where the traffic does", () => {
    const rate = [
      { at: 20_000, factor: 1 },
      { at: 20_001, factor: 0 },
    ];
    const seen = counted(worldOf({ rate }), 25, 150);
    expect(sum(seen.slice(0, 20), ({ arrived }) => arrived)).toBeGreaterThan(1500);
    // Those that are open go on for a while.
    expect(sum(seen.slice(21, 40), ({ arrived }) => arrived)).toBeGreaterThan(300);
    expect(sum(seen.slice(120), ({ arrived }) => arrived)).toBe(0);
  });
});

describe("versions that lose each other's sessions", () => {
  const minutes = 20;
  const begun = (100 / 6) * 60 * minutes;

  test.each([5, 10, 50])("mislead those that change, at a weight of %i by request", (weight) => {
    const seen = counted(worldOf({ revisions: canaryWith([lost]) }), weight, 60 * minutes);
    const w = weight / 100;
    const wrong = sum(seen, (counters) => counters.wrong);
    const changes = 5 * 2 * w * (1 - w) * begun;
    expect(Math.abs(wrong / changes - 1)).toBeLessThan(0.05);
    const changing = (1 - (1 - w) ** 6 - w ** 6) * begun;
    expect(Math.abs((seen.at(-1)?.usersMisled as number) / changing - 1)).toBeLessThan(0.05);
    // In either direction, and where nobody sees a failure.
    const [toStable, toCanary] = [0, 1].map((track) => seen.reduce((total, one) => total + (one.wrong[track] ?? 0), 0));
    expect(Math.abs((toStable as number) / (toCanary as number) - 1)).toBeLessThan(0.1);
    expect(sum(seen, ({ failed }) => failed)).toBe(0);
  });

  test.each(["session", "user"] as const)("mislead nobody at a steady weight by %s", (key) => {
    const seen = counted(worldOf({ key, revisions: canaryWith([lost]) }), 30, 300);
    expect(sum(seen, ({ wrong }) => wrong)).toBe(0);
    const share = seen.reduce((total, { arrived }) => total + (arrived[1] ?? 0), 0) / sum(seen, (one) => one.arrived);
    expect(Math.abs(share - 0.3)).toBeLessThan(0.03);
  });

  test("do so whichever of the two has the fault, and not in a healthy twin", () => {
    const { stable, canary } = canaryWith([]);
    const [byStable, byCanary, byNone] = [
      { stable: { ...stable, faults: [lost] }, canary },
      canaryWith([lost]),
      canaryWith([]),
    ].map((revisions) => sum(counted(worldOf({ revisions }), 20, 60), ({ wrong }) => wrong));
    expect(byStable).toBe(byCanary);
    expect(byNone).toBe(0);
  });
});
