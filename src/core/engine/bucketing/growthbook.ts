import { fnv1a } from "../../math/hashes/fnv1a.ts";
import { utf8 } from "../../math/hashes/utf8.ts";
import type { Share } from "../../model/units.ts";
import { type Bucketer, justBelow } from "./bucketer.ts";

/** GrowthBook, hash version 2: 10,000 buckets. */
export const growthbook: Bucketer = {
  title: "GrowthBook",
  bucket: ({ salt, unit }) => justBelow(secondHash(salt, unit)),
};

/** GrowthBook, hash version 1: 1,000 buckets, and known to be correlated between experiments (B4.1). */
export const growthbookFirst: Bucketer = {
  title: "GrowthBook, hash version 1",
  bucket: ({ salt, unit }) => justBelow(firstHash(salt, unit)),
};

/** [start, end) of one variation on the line from 0 to 1. */
export type Range = readonly [start: Share, end: Share];

/** Null for a version that GrowthBook does not know (B4.1). */
export function growthbookHash(seed: string, value: string, version: number): Share | null {
  if (version === 1) return firstHash(seed, value);
  if (version === 2) return secondHash(seed, value);
  return null;
}

function firstHash(seed: string, value: string): Share {
  return (hashOf(value + seed) % 1000) / 1000;
}

function secondHash(seed: string, value: string): Share {
  return (hashOf(String(hashOf(seed + value))) % 10000) / 10000;
}

/** Over UTF-8 bytes; GrowthBook's JavaScript reads code units instead and differs outside ASCII (B1.3). */
function hashOf(text: string): number {
  return fnv1a(utf8(text));
}

/** Less coverage leaves a gap after every range; it never moves a user to another variation (B4.2). */
export function growthbookRanges(
  variations: number,
  coverage: number,
  weights: readonly number[] | null,
): readonly Range[] {
  const share = Math.min(1, Math.max(0, coverage));
  let start = 0;
  return usableWeights(variations, weights).map((weight) => {
    const range: Range = [start, start + share * weight];
    start += weight;
    return range;
  });
}

function usableWeights(variations: number, weights: readonly number[] | null): readonly number[] {
  const sum = weights?.reduce((so, weight) => so + weight, 0) ?? 0;
  if (weights?.length === variations && sum >= 0.99 && sum <= 1.01) return weights;
  return variations < 1 ? [] : Array.from({ length: variations }, () => 1 / variations);
}

/** Index of the range that holds the hash, -1 for none (B4.3). */
export function growthbookChoose(hash: Share, ranges: readonly Range[]): number {
  return ranges.findIndex(([start, end]) => hash >= start && hash < end);
}

/** Whether a user is within a namespace, which keeps experiments apart (B4.3). */
export function growthbookInNamespace(userId: string, name: string, [start, end]: Range): boolean {
  const hash = firstHash(`__${name}`, userId);
  return hash >= start && hash < end;
}

/** A `force` rule's coverage: the bound belongs to it, but nobody is in at zero (B4.3). */
export function growthbookCovers(hash: Share, coverage: number): boolean {
  return coverage > 0 && hash <= coverage;
}
