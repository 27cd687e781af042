import { remainderOf } from "../../math/hashes/remainderOf.ts";
import { sha256 } from "../../math/hashes/sha256.ts";
import { utf8 } from "../../math/hashes/utf8.ts";
import type { Bucketer } from "./bucketer.ts";

/** Statsig gates: the salt here is the gate's salt, a dot and the rule's salt. */
export const statsig: Bucketer = {
  title: "Statsig",
  bucket: ({ salt, unit }) => remainder(`${salt}.${unit}`) / 10000,
};

export interface StatsigKey {
  readonly gateSalt: string;
  /** The rule's salt, or its id when it has none. */
  readonly ruleSalt: string;
  readonly unitId: string;
}

/** 0 to 9999 (B11.1). */
export function statsigBucket({ gateSalt, ruleSalt, unitId }: StatsigKey): number {
  return remainder(`${gateSalt}.${ruleSalt}.${unitId}`);
}

/** 0 and 100 are decided without the hash (B11.1). */
export function statsigPasses(bucket: number, passPercentage: number): boolean {
  if (passPercentage === 0) return false;
  return passPercentage === 100 || bucket < passPercentage * 100;
}

/** Of the first eight bytes, the most significant first. */
function remainder(text: string): number {
  return remainderOf(sha256(utf8(text)).subarray(0, 8), 10000);
}
