import { murmur3 } from "../../math/hashes/murmur3.ts";
import { utf8 } from "../../math/hashes/utf8.ts";
import type { Bucketer, BucketKey } from "./bucketer.ts";

/** Optimizely: the salt is the id of the experiment or rollout rule. Steps of a hundredth of a percent. */
export const optimizely: Bucketer = {
  title: "Optimizely",
  bucket: (key) => optimizelyBucket(key) / 10000,
};

/** 0 to 9999 (B7.1). */
export function optimizelyBucket({ salt, unit }: BucketKey): number {
  return Math.floor((murmur3(utf8(unit + salt), 1) / 2 ** 32) * 10000);
}

/** Ends of ranges grow; an empty entity is a hole in the allocation. */
export interface TrafficAllocation {
  readonly entityId: string;
  readonly endOfRange: number;
}

/** The entity whose range holds the bucket; null when the unit is not bucketed (B7.1). */
export function optimizelyEntity(bucket: number, allocation: readonly TrafficAllocation[]): string | null {
  const entityId = allocation.find(({ endOfRange }) => bucket < endOfRange)?.entityId ?? "";
  return entityId === "" ? null : entityId;
}
