/**
 * The fast path equals the event path, byte for byte, over random small worlds (ENGINE.md §1.2). Breaking it
 * takes one line: write `earliest >= at` in `station.ts`, or give a place back late in `isFull`.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LruCache } from "../../src/core/engine/queueing/lruCache.ts";
import { QueueingNetwork } from "../../src/core/engine/queueing/queueingNetwork.ts";
import { accumulate, fates, RequestColumns } from "../../src/core/engine/queueing/requestColumns.ts";
import { RetrialQueue } from "../../src/core/engine/queueing/retrialQueue.ts";
import { ShortestQueues } from "../../src/core/engine/queueing/shortestQueues.ts";
import { stationMakers, stationPath } from "../../src/core/engine/queueing/stationPath.ts";
import type { StationMaker, StationSpec } from "../../src/core/engine/queueing/stationSpec.ts";
import { timeAverage } from "../../src/core/engine/queueing/timeAverage.ts";
import { WeightedSplit } from "../../src/core/engine/queueing/weightedSplit.ts";
import { Station } from "../../src/core/engine/station.ts";
import { type Distribution, drawsOf } from "../../src/core/math/distribution.ts";
import { streams } from "../../src/core/math/streams.ts";

const size = 300;
const { arrivals: fast, events: byEvents } = stationMakers;

interface SmallWorld extends StationSpec {
  readonly seed: number;
  readonly load: number;
  readonly service: Distribution;
  /** `deterministic` gives ties: arrivals at the very moment of departures and deadlines. */
  readonly gaps: "exponential" | "deterministic";
  readonly patience: Distribution | null;
}

const world = (patience: fc.Arbitrary<Distribution | null>) =>
  fc.record({
    seed: fc.nat(),
    workers: fc.integer({ min: 1, max: 6 }),
    queueLimit: fc.constantFrom(0, 1, 3, 10, Number.POSITIVE_INFINITY),
    load: fc.constantFrom(0.3, 0.9, 1, 1.5),
    gaps: fc.constantFrom("exponential" as const, "deterministic" as const),
    service: fc.constantFrom<Distribution>(
      { kind: "exponential", mean: 1 },
      { kind: "deterministic", value: 1 },
      { kind: "lognormal", mean: 1, cv: 2 },
    ),
    patience,
  });

const fixedOrNone = fc.constantFrom<Distribution | null>(null, { kind: "deterministic", value: 0.5 });
const random = fc.constant<Distribution>({ kind: "exponential", mean: 0.7 });

function columnsOf(small: SmallWorld): RequestColumns {
  const draw = streams(small.seed);
  const requests = new RequestColumns(size);
  const gap = 1 / (small.load * small.workers);
  const gaps: Distribution =
    small.gaps === "exponential" ? { kind: "exponential", mean: gap } : { kind: "deterministic", value: gap };
  drawsOf(gaps, draw("arrivals", 0))(requests.arrival);
  accumulate(requests.arrival);
  drawsOf(small.service, draw("service", 0))(requests.service);
  if (small.patience !== null) drawsOf(small.patience, draw("luck", 0))(requests.patience);
  return requests;
}

function run(small: SmallWorld, make: StationMaker): RequestColumns {
  const requests = columnsOf(small);
  const station = make(small, requests);
  for (let slot = 0; slot < size; slot++) station.offer(slot);
  station.finish();
  return requests;
}

describe("the arrival-driven station", () => {
  test("equals the event-driven one with bounded queues and fixed patience", () => {
    fc.assert(
      fc.property(world(fixedOrNone), (small) => {
        expect(run(small, fast)).toEqual(run(small, byEvents));
      }),
      { numRuns: 300 },
    );
  });

  test("equals it with random patience before an unbounded queue, and says that a bounded one needs events", () => {
    fc.assert(
      fc.property(world(random), (small) => {
        const unbounded = { ...small, queueLimit: Number.POSITIVE_INFINITY };
        expect(stationPath(unbounded, "random")).toBe("arrivals");
        expect(run(unbounded, fast)).toEqual(run(unbounded, byEvents));
      }),
    );
    expect(stationPath({ workers: 1, queueLimit: 3 }, "random")).toBe("events");
    expect(stationPath({ workers: 1, queueLimit: 3 }, "fixed")).toBe("arrivals");
  });

  test("equals it when refused requests come back", () => {
    fc.assert(
      fc.property(world(fixedOrNone), (small) => {
        const [one, two] = [fast, byEvents].map((make) => {
          const requests = columnsOf({ ...small, load: Math.min(small.load, 0.9) });
          const orbit = drawsOf({ kind: "exponential", mean: 0.3 }, streams(small.seed)("split", 0));
          const queue = new RetrialQueue(requests, make(small, requests), orbit);
          queue.run(size);
          return { requests, attempts: queue.attempts, refused: queue.firstRefused };
        });
        expect(one?.attempts).toEqual(two?.attempts);
        expect(one?.refused).toEqual(two?.refused);
        expect(one?.requests.arrival).toEqual(two?.requests.arrival);
      }),
    );
  });

  test("obeys Little's law and never keeps more workers busy than there are", () => {
    fc.assert(
      fc.property(world(fixedOrNone), (small) => {
        const requests = run(small, fast);
        const until = Math.max(...requests.departure);
        const window = { from: 0, until };
        const stay = requests.departure.reduce((sum, at, slot) => sum + at - (requests.arrival[slot] ?? 0), 0);
        const present = timeAverage(requests.arrival, requests.departure, size, window);
        expect(Math.abs(present * until - stay)).toBeLessThan(1e-9 * (1 + stay));
        expect(timeAverage(requests.start, requests.departure, size, window)).toBeLessThanOrEqual(
          small.workers * (1 + 1e-12),
        );
      }),
    );
  });

  test("doubles every time when all times are doubled, and changes nothing else", () => {
    fc.assert(
      fc.property(world(fixedOrNone), (small) => {
        const requests = run(small, fast);
        const doubled = columnsOf(small);
        for (const column of [doubled.arrival, doubled.service, doubled.patience]) {
          for (let slot = 0; slot < size; slot++) column[slot] = 2 * (column[slot] ?? 0);
        }
        const station = new Station(small, doubled);
        for (let slot = 0; slot < size; slot++) station.offer(slot);
        expect(doubled.departure).toEqual(requests.departure.map((at) => 2 * at));
        expect(doubled.fate).toEqual(requests.fate);
      }),
    );
  });

  test("refuses, loses patience and serves in these worlds, so that the laws above mean something", () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(world(fixedOrNone), (small) => {
        for (const fate of run(small, fast).fate) seen.add(fate);
      }),
    );
    expect([...seen].sort()).toEqual([fates.served, fates.refused, fates.abandoned]);
  });
});

/** What ShortestQueues must equal: every count kept up to date by looking at all departures so far. */
function slowestShortestQueues(
  { servers, choices }: { readonly servers: number; readonly choices: number },
  demand: { readonly arrival: Float64Array; readonly service: Float64Array; readonly choice: Float64Array },
): Float64Array {
  const departures: number[][] = Array.from({ length: servers }, () => []);
  return demand.arrival.map((at, i) => {
    const left = Array.from({ length: servers }, (_, server) => server);
    const looks = Array.from({ length: choices }, (_, look) => {
      const index = Math.floor((demand.choice[i * choices + look] ?? 0) * left.length);
      return left.splice(index, 1)[0] ?? 0;
    });
    const present = (server: number) => (departures[server] ?? []).filter((departure) => departure > at).length;
    const best = looks.reduce((so, server) => (present(server) < present(so) ? server : so));
    const departure = Math.max(at, departures[best]?.at(-1) ?? 0) + (demand.service[i] ?? 0);
    departures[best]?.push(departure);
    return departure - at;
  });
}

test("the choice of the shortest of a few queues equals a plain reckoning, also when rings grow", () => {
  const setting = fc.record({
    seed: fc.nat(),
    servers: fc.integer({ min: 1, max: 8 }),
    wanted: fc.integer({ min: 1, max: 4 }),
    load: fc.constantFrom(0.5, 0.95, 3),
  });
  fc.assert(
    fc.property(setting, ({ seed, servers, wanted, load }) => {
      const choices = Math.min(wanted, servers);
      const draw = streams(seed);
      const demand = {
        arrival: new Float64Array(size),
        service: new Float64Array(size),
        choice: new Float64Array(size * choices),
      };
      drawsOf({ kind: "exponential", mean: 1 / (load * servers) }, draw("arrivals", 0))(demand.arrival);
      accumulate(demand.arrival);
      drawsOf({ kind: "exponential", mean: 1 }, draw("service", 0))(demand.service);
      draw("pick", 0).fillInto(demand.choice);
      const response = new Float64Array(size);
      new ShortestQueues(servers, choices).serve(demand, response);
      expect(response).toEqual(slowestShortestQueues({ servers, choices }, demand));
    }),
  );
});

test("a network of one station is that station", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), (seed, workers) => {
      const requests = columnsOf({
        seed,
        workers,
        queueLimit: Number.POSITIVE_INFINITY,
        load: 0.9,
        gaps: "exponential",
        service: { kind: "exponential", mean: 1 },
        patience: null,
      });
      const station = new Station({ workers, queueLimit: Number.POSITIVE_INFINITY }, requests);
      for (let slot = 0; slot < size; slot++) station.offer(slot);
      const draw = streams(seed);
      const only = new WeightedSplit([1]);
      const network = new QueueingNetwork(
        { stations: [{ workers, meanService: 1 }], entry: only, routing: [new WeightedSplit([0, 1])] },
        {
          gaps: drawsOf({ kind: "exponential", mean: 1 / (0.9 * workers) }, draw("arrivals", 0)),
          services: drawsOf({ kind: "exponential", mean: 1 }, draw("service", 0)),
          entries: (block) => draw("split", 0).fillInto(block),
          ways: (block) => draw("pick", 0).fillInto(block),
        },
        1_000,
      );
      const { response, visits } = network.run(size, 0);
      expect(visits[0]).toBe(size);
      // Services are drawn when they begin, which under FIFO is the order of arrival.
      expect(response).toEqual(requests.departure.map((at, slot) => at - (requests.arrival[slot] ?? 0)));
    }),
    { numRuns: 30 },
  );
});

test("an LRU cache equals a list of keys in order of use", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 200 }), fc.nat(6), (keys, capacity) => {
      const cache = new LruCache(10, capacity);
      let recent: readonly number[] = [];
      for (const key of keys) {
        expect(cache.touch(key)).toBe(recent.includes(key));
        recent = [key, ...recent.filter((other) => other !== key)].slice(0, capacity);
      }
    }),
  );
});
