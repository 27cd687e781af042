import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Agenda } from "../../src/core/engine/agenda.ts";
import { canaryWith, reach, runEngine, worldWith } from "./worlds.ts";

describe("the agenda", () => {
  test("gives events by time, and equal times in the order they came", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 60 }), (times) => {
        const agenda = new Agenda(Float64Array.from(times));
        for (let slot = 0; slot < times.length; slot++) agenda.push(slot);
        const expected = times.map((time, slot) => ({ time, slot })).sort((a, b) => a.time - b.time || a.slot - b.slot);
        for (const { time, slot } of expected) {
          expect([agenda.nextTime(), agenda.nextSlot()]).toEqual([time, slot]);
          agenda.pop();
        }
        expect([agenda.size, agenda.nextTime()]).toEqual([0, Number.POSITIVE_INFINITY]);
      }),
    );
  });

  test("replacing the first event equals removing it and adding the other", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 40 }), (times) => {
        const agendas = [0, 1].map(() => new Agenda(Float64Array.from(times)));
        const last = times.length - 1;
        for (const agenda of agendas) for (let slot = 0; slot < last; slot++) agenda.push(slot);
        agendas[0]?.replace(last);
        agendas[1]?.pop();
        agendas[1]?.push(last);
        for (let left = last; left > 0; left--) {
          expect(agendas[0]?.nextSlot()).toBe(agendas[1]?.nextSlot());
          for (const agenda of agendas) agenda.pop();
        }
      }),
    );
  });
});

describe("queues", () => {
  // M/M/8 at load 0.8: mean response by Erlang C is 1 + C/(cμ(1 − ρ)) services, with C(8, 6.4) = 0.457645.
  const theory = 1 + 0.4576454 / (8 * 0.2);
  const mmc = worldWith({
    requestsPerSecond: 6400,
    service: {
      instances: { stable: 1, canary: 1 },
      workers: 8,
      queue: 10_000,
      latency: { kind: "exponential", meanMs: 1 },
      errors: 0,
    },
  });

  test("M/M/8 answers as Erlang C says, within four standard errors of 12 replications", () => {
    const means = Array.from({ length: 12 }, (_, replication) => {
      let sum = 0;
      let answered = 0;
      runEngine(mmc, { seed: 100 + replication, weight: 0, seconds: 22 }, (counters, second) => {
        if (second < 2) return;
        sum += counters.latencySum[0] as number;
        answered += counters.answered[0] as number;
      });
      return sum / answered;
    });
    expect(means).toHaveLength(12);
    const mean = means.reduce((a, b) => a + b) / 12;
    const error = Math.sqrt(means.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 11 / 12);
    expect(Math.abs(mean - theory) / error).toBeLessThan(4);
    expect(error).toBeLessThan(0.01);
  });

  test("worker time per second is the offered load", () => {
    let busy = 0;
    runEngine(mmc, { seed: 5, weight: 0, seconds: 50 }, (counters) => {
      busy += counters.busy[0] as number;
    });
    expect(busy / 50).toBeGreaterThan(6.4 * 0.98);
    expect(busy / 50).toBeLessThan(6.4 * 1.02);
  });

  test("a full queue refuses with an error, and nothing is lost", () => {
    const overloaded = worldWith({
      requestsPerSecond: 300,
      service: { instances: { stable: 1, canary: 1 }, workers: 1, queue: 3, errors: 0 },
    });
    let refused = 0;
    runEngine(overloaded, { seed: 1, weight: 0, seconds: 30 }, (counters) => {
      refused += counters.failed[0] as number;
      expect(counters.inFlight[0] as number).toBeLessThanOrEqual(4);
    });
    expect(refused).toBeGreaterThan(0.9 * 290 * 30);
  });
});

describe("laws of every run", () => {
  const faulty = worldWith({
    revisions: canaryWith([
      { ...reach, kind: "errors", rate: 0.08, from: 10_000, until: 40_000 },
      { ...reach, kind: "latency", rate: 0.5, factor: 2, addMs: 5, from: 20_000, until: 50_000 },
    ]),
  });

  test("what arrived was answered or is in flight, at every tick and weight", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 100 }), (seed, weight) => {
        const balance = [0, 0];
        let ticks = 0;
        runEngine(faulty, { seed, weight, seconds: 60 }, (counters) => {
          ticks++;
          for (const track of [0, 1]) {
            balance[track] =
              (balance[track] as number) + (counters.arrived[track] as number) - (counters.answered[track] as number);
            expect(counters.inFlight[track]).toBe(balance[track]);
            const width = counters.buckets.length / 2;
            const bucketed = counters.buckets.subarray(track * width, (track + 1) * width).reduce((a, b) => a + b, 0);
            expect(bucketed).toBe(counters.answered[track]);
          }
        });
        expect(ticks).toBe(60);
      }),
      { numRuns: 15 },
    );
  });

  test("the canary's share of requests is the weight, within four standard deviations", () => {
    let canary = 0;
    let all = 0;
    runEngine(faulty, { seed: 3, weight: 10, seconds: 600 }, (counters) => {
      canary += counters.arrived[1] as number;
      all += (counters.arrived[0] as number) + (counters.arrived[1] as number);
    });
    expect(Math.abs(canary - 0.1 * all) / Math.sqrt(0.09 * all)).toBeLessThan(4);
  });

  test("a fault fails its share while it acts, and harm is what goes beyond the base rate", () => {
    const sums = { answered: 0, failed: 0, harmful: 0 };
    runEngine(faulty, { seed: 9, weight: 100, seconds: 60 }, (counters, second) => {
      if (second < 15 || second >= 39) return;
      sums.answered += counters.answered[1] as number;
      sums.failed += counters.failed[1] as number;
      sums.harmful += counters.harmful[1] as number;
    });
    const deviation = Math.sqrt(0.08 * 0.92 * sums.answered);
    expect(Math.abs(sums.failed - 0.08 * sums.answered) / deviation).toBeLessThan(4);
    expect(sums.failed - sums.harmful).toBeGreaterThan(0);
    expect(sums.harmful / sums.failed).toBeGreaterThan(0.9);
  });

  test("the same requests come whatever a policy does with them", () => {
    const arrivals = [0, 30, 100].map((weight) => {
      const perSecond: number[] = [];
      runEngine(faulty, { seed: 11, weight, seconds: 30 }, (counters) =>
        perSecond.push((counters.arrived[0] as number) + (counters.arrived[1] as number)),
      );
      return perSecond;
    });
    expect(arrivals[0]).toHaveLength(30);
    expect(arrivals[1]).toEqual(arrivals[0]);
    expect(arrivals[2]).toEqual(arrivals[0]);
  });

  test("a latency fault doubles the service time of those it hits", () => {
    const slow = worldWith({
      revisions: canaryWith([{ ...reach, kind: "latency", rate: 1, factor: 2, addMs: 0 }]),
      requestsPerSecond: 10,
    });
    const mean = (weight: number) => {
      let sum = 0;
      let answered = 0;
      runEngine(slow, { seed: 2, weight, seconds: 300 }, (counters) => {
        for (const track of [0, 1]) {
          sum += counters.latencySum[track] as number;
          answered += counters.answered[track] as number;
        }
      });
      return sum / answered;
    };
    expect(mean(100) / mean(0)).toBeCloseTo(2, 1);
  });
});
