import { zipfWeights } from "../samplers/zipfWeights.ts";
import { oneMinusExp } from "./oneMinusExp.ts";

/** Probability of a request for each key, rank 1 first. */
export function keyPopularity(keys: number, exponent: number): Float64Array {
  const weights = zipfWeights(keys, exponent);
  // Smallest first, so that the sum keeps its digits.
  const total = weights.reduceRight((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** An unbounded cache, empty at 0, `seconds` later under Poisson requests: each key's first request is a Poisson time. */
export function warmUp(
  popularity: Float64Array,
  requestsPerSecond: number,
  seconds: number,
): { readonly hitRate: number; readonly distinctKeys: number } {
  const requests = requestsPerSecond * seconds;
  let hitRate = 0;
  let distinctKeys = 0;
  for (let i = popularity.length - 1; i >= 0; i--) {
    const probability = popularity[i] as number;
    const cached = oneMinusExp(requests * probability);
    hitRate += probability * cached;
    distinctKeys += cached;
  }
  return { hitRate, distinctKeys };
}

/**
 * Stationary hit rate when an entry lives `ttlSeconds` from the miss that stored it: rT/(1 + rT) per key.
 * Jung, Berger and Balakrishnan, "Modeling TTL-based internet caches", INFOCOM 2003.
 */
export function ttlHitRate(popularity: Float64Array, requestsPerSecond: number, ttlSeconds: number): number {
  let hitRate = 0;
  for (let i = popularity.length - 1; i >= 0; i--) {
    const probability = popularity[i] as number;
    const hits = requestsPerSecond * probability * ttlSeconds;
    hitRate += (probability * hits) / (1 + hits);
  }
  return hitRate;
}

/**
 * Hit rate of an LRU cache of `capacity` entries by Che's approximation: the characteristic time T, in
 * requests, solves Σ(1 − e^(−pT)) = capacity. Che, Tung and Wang, IEEE JSAC 20 (2002).
 */
export function lruHitRate(popularity: Float64Array, capacity: number): number {
  if (capacity <= 0) return 0;
  if (capacity >= popularity.length) return 1;
  let low = 0;
  let high = capacity;
  while (warmUp(popularity, 1, high).distinctKeys < capacity) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return warmUp(popularity, 1, middle).hitRate;
    if (warmUp(popularity, 1, middle).distinctKeys < capacity) low = middle;
    else high = middle;
  }
}
