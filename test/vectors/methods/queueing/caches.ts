import { BlockColumn } from "../../../../src/core/engine/queueing/blockColumn.ts";
import { LeakingMemory } from "../../../../src/core/engine/queueing/leakingMemory.ts";
import { LruCache } from "../../../../src/core/engine/queueing/lruCache.ts";
import { UnboundedCache } from "../../../../src/core/engine/queueing/unboundedCache.ts";
import { type Distribution, drawsOf } from "../../../../src/core/math/distribution.ts";
import { type Leak, requestsToOom } from "../../../../src/core/math/theory/leak.ts";
import { type Draws, meanOf, moments, type Replication } from "../../statistical.ts";
import { draws, type Run } from "./run.ts";

interface Keys {
  readonly keys: number;
  readonly exponent: number;
}
type Lru = Keys & { readonly capacity: number; readonly run: Run };
type Cold = Keys & { readonly rate: number; readonly at: readonly number[] };
type Leaking = Leak & { readonly rate: number };

/** State that an instance builds up, for better or worse. */
export const cacheMethods = {
  "sim-lru-hit-rate": { component: 1031, prepare: (input: Lru) => [(draw: Draws) => lruHitRate(input, draw)] },
  "sim-cold-cache": { component: 1032, prepare: (input: Cold) => [(draw: Draws) => coldCache(input, draw)] },
  "sim-leak": {
    component: 1033,
    prepare: (input: Leaking) => {
      const requests = requestsToOom(input);
      return [(draw: Draws) => ({ seconds: life(input, draw), requests })];
    },
    summarise: lives,
  },
};

function ranks({ keys, exponent }: Keys): Distribution {
  return { kind: "zipf", n: keys, exponent };
}

function lruHitRate(input: Lru, draw: Draws): Replication {
  const { requests, warmup } = input.run;
  const cache = new LruCache(input.keys, input.capacity);
  const rank = new BlockColumn(drawsOf(ranks(input), draw(draws.choice)));
  let hits = 0;
  for (let i = 0; i < requests; i++) {
    const hit = cache.touch((rank.block[rank.next()] as number) - 1);
    if (hit && i >= warmup) hits++;
  }
  return { hitRate: hits / (requests - warmup) };
}

function coldCache(input: Cold, draw: Draws): Replication {
  const cache = new UnboundedCache(input.keys);
  const rank = new BlockColumn(drawsOf(ranks(input), draw(draws.choice)));
  const gap = gapsOf(input.rate, draw);
  let next = gap.block[gap.next()] as number;
  const missesBefore = input.at.map((until) => {
    for (; next <= until; next += gap.block[gap.next()] as number) {
      cache.touch((rank.block[rank.next()] as number) - 1);
    }
    return cache.misses;
  });
  return { missesBefore };
}

function gapsOf(rate: number, draw: Draws): BlockColumn {
  return new BlockColumn(drawsOf({ kind: "exponential", mean: 1 / rate }, draw(draws.arrivals)));
}

/** Seconds until the kill. */
function life(input: Leaking, draw: Draws): number {
  const memory = new LeakingMemory(input);
  const gap = gapsOf(input.rate, draw);
  let at = 0;
  do at += gap.block[gap.next()] as number;
  while (!memory.take());
  return at;
}

function lives(replications: readonly Replication[]) {
  const seconds = replications.map((replication) => replication["seconds"] as number);
  const requests = replications[0]?.["requests"] as number;
  const { variance } = moments(seconds);
  return {
    meanSecondsToOom: meanOf(seconds),
    varianceSecondsToOom: { mean: variance, se: variance * Math.sqrt((2 + 6 / requests) / seconds.length) },
  };
}
