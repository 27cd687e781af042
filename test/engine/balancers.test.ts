/**
 * Laws of every way to choose an instance. Breaking them takes one line: `lessBusy` with `>` for `<`, a ring
 * that hashes the position instead of the key, or `list[0]` for any pick.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Candidates,
  type InstancePickerName,
  instancePickers,
  type RequestHashes,
} from "../../src/core/engine/balancers/index.ts";
import { Maglev } from "../../src/core/engine/balancers/maglev.ts";
import {
  OutlierDetection,
  type OutlierSettings,
  outlierDefaultsMs,
} from "../../src/core/engine/balancers/outlierDetection.ts";
import { remainder64 } from "../../src/core/engine/balancers/remainder64.ts";
import { requestHash, requestHashes } from "../../src/core/engine/balancers/requestHash.ts";
import { RingHash } from "../../src/core/engine/balancers/ringHash.ts";
import { shadowHost } from "../../src/core/engine/balancers/shadowHost.ts";
import { weightedCluster } from "../../src/core/engine/balancers/weightedCluster.ts";
import { usersTouched } from "../../src/core/engine/shares/index.ts";
import { utf8 } from "../../src/core/math/hashes/utf8.ts";
import { xxhash64 } from "../../src/core/math/hashes/xxhash64.ts";
import { streams } from "../../src/core/math/streams.ts";

const names = Object.keys(instancePickers) as InstancePickerName[];
const keyed: readonly InstancePickerName[] = ["ringHash", "maglev"];

interface Instance {
  readonly weight?: number;
  readonly slowStart?: number;
  readonly active?: number;
  /** Left out: takes traffic. */
  readonly away?: boolean;
}

function candidatesOf(instances: readonly Instance[]): Candidates & { count: number } {
  const taking = instances.flatMap(({ away }, number) => (away === true ? [] : [number]));
  return {
    list: Int32Array.from(instances, (_, i) => taking[i] ?? -1),
    count: taking.length,
    weight: Float64Array.from(instances, ({ weight }) => weight ?? 1),
    slowStart: Float64Array.from(instances, ({ slowStart }) => slowStart ?? 1),
    active: Int32Array.from(instances, ({ active }) => active ?? 0),
    settler: null,
    keys: instances.map((_, number) => `10.0.0.${number}:80`),
  };
}

const users = 4000;
const hashes: RequestHashes = requestHashes(users, (user) => [`user-${user}`]);

function uniforms(seed: number, count: number): Float64Array {
  const block = new Float64Array(count);
  streams(seed)("pick", 0).fillInto(block);
  return block;
}

/** How often each instance is picked, for requests of one user after the other. */
function picksOf(name: InstancePickerName, candidates: Candidates, picks: number): readonly number[] {
  const picker = instancePickers[name]({ candidates, hashes, seed: 17 });
  const counts = candidates.keys.map(() => 0);
  uniforms(5, picks).forEach((uniform, request) => {
    const instance = picker.pick(uniform, request % users);
    counts[instance] = (counts[instance] ?? 0) + 1;
  });
  return counts;
}

/** Deviations from what is expected, in standard deviations of a binomial count. */
function sigmas(counts: readonly number[], shares: readonly number[]): readonly number[] {
  const all = counts.reduce((a, b) => a + b, 0);
  return counts.map((count, i) => {
    const share = shares[i] ?? 0;
    return Math.abs(count - all * share) / Math.sqrt(all * share * (1 - share) || 1);
  });
}

describe("every picker", () => {
  test("picks an instance that takes traffic, and nobody when there is none", () => {
    expect(names).toHaveLength(5);
    const instance = fc.record({
      weight: fc.integer({ min: 1, max: 5 }),
      slowStart: fc.constantFrom(1, 1, 1, 0.1, 0.5),
      active: fc.integer({ min: 0, max: 9 }),
      away: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(instance, { minLength: 1, maxLength: 8 }),
        fc.array(fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (instances, draws, seed) => {
          const candidates = candidatesOf(instances);
          for (const name of names) {
            const picker = instancePickers[name]({ candidates, hashes, seed });
            draws.forEach((uniform, i) => {
              const picked = picker.pick(uniform, i % 2 === 0 ? i : -1);
              if (candidates.count === 0) expect(picked, name).toBe(-1);
              else expect(instances[picked]?.away, name).toBe(false);
            });
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("follows the candidates when they change", () => {
    expect(names).toHaveLength(5);
    for (const name of names) {
      const candidates = candidatesOf([{}, {}, {}]);
      const picker = instancePickers[name]({ candidates, hashes, seed: 3 });
      candidates.list.set([2, -1, -1]);
      candidates.count = 1;
      picker.refresh();
      expect([0, 1, 2, 3].map((key) => picker.pick(key / 4, key))).toEqual([2, 2, 2, 2]);
      candidates.count = 0;
      picker.refresh();
      expect(picker.pick(0.5, 1), name).toBe(-1);
    }
  });

  test("takes the last uniform below 1", () => {
    expect(names).toHaveLength(5);
    for (const name of names) {
      for (const n of [1, 2, 3, 5, 7, 10, 49]) {
        const candidates = candidatesOf(Array.from({ length: n }, () => ({})));
        const picker = instancePickers[name]({ candidates, hashes, seed: 1 });
        expect(picker.pick(1 - 2 ** -53, -1), `${name} of ${n}`).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe("shares of traffic", () => {
  const idle = candidatesOf([{}, {}, {}, {}, {}]);

  test("are equal within four sigma with equal weights", () => {
    const equal = names.filter((name) => !keyed.includes(name));
    expect(equal).toHaveLength(3);
    for (const name of equal) {
      expect(Math.max(...sigmas(picksOf(name, idle, 50_000), [0.2, 0.2, 0.2, 0.2, 0.2])), name).toBeLessThan(4);
    }
  });

  test("follow unequal weights where the policy weighs, and slow start lowers a weight", () => {
    const weighing: readonly InstancePickerName[] = ["roundRobin", "leastRequest2"];
    expect(weighing.every((name) => names.includes(name))).toBe(true);
    const uneven = candidatesOf([{ weight: 1 }, { weight: 3 }, { weight: 4, slowStart: 0.5 }, { weight: 2 }]);
    for (const name of weighing) {
      expect(Math.max(...sigmas(picksOf(name, uneven, 40_000), [1 / 8, 3 / 8, 2 / 8, 2 / 8])), name).toBeLessThan(4);
    }
  });

  test("follow unequal weights in hash tables, within what a table of finite size allows", () => {
    expect(keyed.every((name) => names.includes(name))).toBe(true);
    const uneven = candidatesOf([{ weight: 1 }, { weight: 3 }, { weight: 4 }]);
    for (const name of keyed) {
      const counts = picksOf(name, uneven, users);
      [1 / 8, 3 / 8, 4 / 8].forEach((share, i) => {
        expect((counts[i] ?? 0) / users / share, name).toBeGreaterThan(0.75);
        expect((counts[i] ?? 0) / users / share, name).toBeLessThan(1.25);
      });
    }
  });

  test("go to a host that never seems busy: a black hole gets 1 − (1 − 1/n)² (E3.3)", () => {
    const blackHole = candidatesOf([{ active: 0 }, { active: 3 }, { active: 3 }, { active: 3 }, { active: 3 }]);
    const [first = 0] = picksOf("leastRequest2", blackHole, 50_000);
    expect(Math.abs(first / 50_000 - 0.36)).toBeLessThan(4 * Math.sqrt((0.36 * 0.64) / 50_000));
  });
});

describe("least request of two", () => {
  test("never picks the busier of the two it looked at", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 0, max: 2 ** 31 }),
        (active, seed) => {
          const candidates = candidatesOf(active.map((requests) => ({ active: requests })));
          const picker = instancePickers.leastRequest2({ candidates, hashes, seed });
          for (const uniform of uniforms(seed, 200)) {
            const first = Math.floor(uniform * active.length);
            const second = Math.floor((uniform * active.length - first) * active.length);
            const least = Math.min(active[first] ?? 0, active[second] ?? 0);
            const picked = picker.pick(uniform, -1);
            expect(active[picked]).toBe(least);
            expect([first, second]).toContain(picked);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("round robin", () => {
  test("starts at its seed and goes on when an instance leaves", () => {
    const candidates = candidatesOf([{}, {}, {}]);
    const picker = instancePickers.roundRobin({ candidates, hashes, seed: 4 });
    expect([1, 2, 3, 4].map(() => picker.pick(0, -1))).toEqual([1, 2, 0, 1]);
    candidates.count = 2;
    picker.refresh();
    expect([1, 2, 3].map(() => picker.pick(0, -1))).toEqual([0, 1, 0]);
  });
});

describe("consistent hashing", () => {
  const hosts = Array.from({ length: 10 }, (_, i) => ({ key: `10.0.0.${i}:80`, weight: 1 }));
  const tables = {
    ringHash: (list: typeof hosts) => new RingHash(list),
    maglev: (list: typeof hosts) => new Maglev(list),
  };

  /** Shares of the users that meet another host when one leaves: all of them, and those it did not serve. */
  function moved(build: (list: typeof hosts) => { find(high: number, low: number): number }) {
    const rest = hosts.filter((_, i) => i !== 4);
    const [before, after] = [build(hosts), build(rest)];
    const counts = { all: 0, ofOthers: 0 };
    for (let user = 0; user < users; user++) {
      const hash = [hashes.high[user] ?? 0, hashes.low[user] ?? 0] as const;
      const old = hosts[before.find(...hash)];
      if (old === rest[after.find(...hash)]) continue;
      counts.all += 1 / users;
      if (old !== hosts[4]) counts.ofOthers += 1 / users;
    }
    return counts;
  }

  test("moves about 1/n of the keys when one of n hosts leaves", () => {
    expect(Object.keys(tables).sort()).toEqual([...keyed].sort());
    for (const [name, build] of Object.entries(tables)) {
      const { all, ofOthers } = moved(build);
      expect(all, name).toBeGreaterThan(0.05);
      expect(all, name).toBeLessThan(0.2);
      // Envoy's ring gives the hosts that stay more points, to reach its smallest size: that moves a few more.
      expect(ofOthers, name).toBeLessThan(0.1);
    }
  });

  test("moves nobody else on a ring whose hosts keep their number of points", () => {
    const { all, ofOthers } = moved((list) => new RingHash(list, { minimum: 100 * list.length }));
    expect(all).toBeGreaterThan(0.05);
    expect(ofOthers).toBe(0);
  });

  test("does not depend on the order of the hosts, and a user always meets the same one", () => {
    expect(Object.keys(tables)).toHaveLength(2);
    for (const [name, build] of Object.entries(tables)) {
      const [one, other] = [build(hosts), build(hosts.toReversed())];
      for (let user = 0; user < 500; user++) {
        const hash = [hashes.high[user] ?? 0, hashes.low[user] ?? 0] as const;
        expect(hosts[one.find(...hash)], name).toBe(hosts.toReversed()[other.find(...hash)]);
      }
    }
  });

  test("leads a retry elsewhere: the ring one point on, Maglev by another hash", () => {
    const ring = new RingHash(hosts, { minimum: 20 });
    const points = Array.from(ring.host);
    expect(points).toHaveLength(20);
    points.forEach((_, i) => {
      const found = [0, 1, 21].map((attempt) => ring.find(ring.high[i] ?? 0, ring.low[i] ?? 0, attempt));
      expect(found).toEqual([points[i], points[(i + 1) % 20], points[(i + 1) % 20]]);
    });
    const maglev = new Maglev(hosts, 101);
    const hash = (0x12345678n << 32n) | 0x9abcdef0n;
    for (const attempt of [1, 2, 3]) {
      const slot = Number((hash ^ (2n ** 64n - BigInt(attempt))) % 101n);
      expect(maglev.find(0x12345678, 0x9abcdef0, attempt)).toBe(maglev.table[slot]);
    }
  });

  test("refuses a Maglev table whose size is no prime", () => {
    expect(() => new Maglev(hosts, 65536)).toThrow("not a prime");
  });

  test("joins several hash policies by rotate and exclusive or", () => {
    const [one, two] = ["a", "b"].map((text) => {
      const { high, low } = xxhash64(utf8(text));
      return (BigInt(high) << 32n) | BigInt(low);
    });
    if (one === undefined || two === undefined) throw new Error("two hashes");
    const joined = (BigInt.asUintN(64, one << 1n) | (one >> 63n)) ^ two;
    const { high, low } = requestHash(["a", "b"]);
    expect((BigInt(high) << 32n) | BigInt(low)).toBe(joined);
  });
});

describe("a weighted cluster", () => {
  test("keeps every request on the canary when the canary's weight grows", () => {
    const draws = uniforms(8, 2000);
    expect(draws).toHaveLength(2000);
    for (const uniform of draws) {
      const chosen = [5, 20, 60].map((canary) => weightedCluster([canary, 100 - canary], uniform * 100));
      expect([...chosen].sort((a, b) => b - a)).toEqual(chosen);
    }
  });
});

describe("outlier detection", () => {
  const settings: OutlierSettings = { ...outlierDefaultsMs, maxEjectionPercent: 50 };
  const detectionOf = (changes: Partial<OutlierSettings> = {}, hosts = 10) =>
    new OutlierDetection(hosts, { ...settings, ...changes }, () => 0.5);

  test("never has more hosts out than its limit, however bad things are", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 100 }),
        fc.array(fc.tuple(fc.nat(11), fc.constantFrom(200, 500, 503)), { maxLength: 300 }),
        (hosts, maxEjectionPercent, answers) => {
          const detection = detectionOf({ maxEjectionPercent, enforceGateway: 100 }, hosts);
          answers.forEach(([host, code], i) => {
            if (i % 50 === 0) detection.tick(i * 200);
            detection.report(host % hosts, code, i * 200);
            const out = detection.ejected.reduce((sum, ejected) => sum + ejected, 0);
            expect(out).toBe(detection.ejectedNow);
            expect((100 * out) / hosts).toBeLessThanOrEqual(maxEjectionPercent);
          });
        },
      ),
    );
  });

  test("finds the one host of five that fails all its requests, not two of five (E7.7)", () => {
    for (const [bad, found] of [
      [1, 1],
      [2, 0],
    ] as const) {
      const detection = detectionOf({ consecutive5xx: 0 }, 5);
      for (let host = 0; host < 5; host++)
        for (let i = 0; i < 100; i++) detection.report(host, host < bad ? 500 : 200, i);
      expect(detection.tick(10_000)).toBe(found > 0);
      expect(detection.ejectedNow).toBe(found);
      expect(detection.tick(20_000)).toBe(false);
    }
  });

  test("judges failure percentages when told to, and ejects nobody twice", () => {
    const detection = detectionOf({ consecutive5xx: 0, enforceFailurePercentage: 100 }, 5);
    for (let host = 0; host < 5; host++) for (let i = 0; i < 100; i++) detection.report(host, host < 2 ? 500 : 200, i);
    detection.tick(10_000);
    expect([detection.ejectedNow, detection.overflow]).toEqual([2, 0]);
  });

  test("carries a verdict out as often as it is enforced", () => {
    const eject = (enforce5xx: number) => {
      const detection = detectionOf({ enforce5xx });
      return [1, 2, 3, 4, 5].map((now) => detection.report(0, 500, now)).at(-1);
    };
    expect([0, 40, 60, 100].map(eject)).toEqual([false, false, true, true]);
  });

  test("ejects the same host longer each time, and forgets it while the host behaves", () => {
    const detection = detectionOf();
    const fail = (now: number) => [1, 2, 3, 4, 5].some(() => detection.report(0, 500, now));
    const backAt = (from: number) => {
      let now = from;
      while (detection.ejected[0] === 1) {
        now += 10_000;
        detection.tick(now);
      }
      return now;
    };
    expect(fail(10_000)).toBe(true);
    expect(backAt(10_000)).toBe(40_000);
    expect(fail(40_000)).toBe(true);
    expect(backAt(40_000)).toBe(100_000);
    detection.tick(110_000);
    detection.tick(120_000);
    expect(fail(120_000)).toBe(true);
    expect(backAt(120_000)).toBe(150_000);
  });
});

describe("small rules", () => {
  test("the remainder of a 64-bit number is exact for every modulus up to 2³²", () => {
    const half = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(half, half, fc.integer({ min: 1, max: 2 ** 32 }), (high, low, modulus) => {
        const value = (BigInt(high) << 32n) | BigInt(low);
        expect(remainder64(high, low, modulus)).toBe(Number(value % BigInt(modulus)));
      }),
      { numRuns: 500 },
    );
  });

  test("the shadow's host name keeps port and brackets", () => {
    expect(["a.b", "a.b:80", "[::1]", "[::1]:80"].map(shadowHost)).toEqual([
      "a.b-shadow",
      "a.b-shadow:80",
      "[::1]-shadow",
      "[::1]-shadow:80",
    ]);
  });

  test("a split per request touches everybody in the end, a sticky one its share", () => {
    expect(usersTouched(1, 1)).toEqual({ perRequestSplit: 1, sticky: 1 });
    expect(usersTouched(0.05, 0)).toEqual({ perRequestSplit: 0, sticky: 0.05 });
    expect(usersTouched(0.05, 10_000).perRequestSplit).toBe(1);
  });
});
