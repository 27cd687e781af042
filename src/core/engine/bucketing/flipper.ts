import { crc32 } from "../../math/hashes/crc32.ts";
import { utf8 } from "../../math/hashes/utf8.ts";
import type { Bucketer } from "./bucketer.ts";

/** Flipper's percentage of actors: the salt is the feature's name. */
export const flipper: Bucketer = {
  title: "Flipper",
  bucket: ({ salt, unit }) => flipperBucket(salt, [unit]) / 100000,
};

/** 0 to 99999; several actors are one, in the order of their bytes as Ruby sorts texts (B10.1). */
export function flipperBucket(feature: string, actors: readonly string[]): number {
  return crc32(utf8(feature + [...actors].sort(byBytes).join(""))) % 100000;
}

/** Nobody at 0 and below, everybody from 100 on (B10.1). */
export function flipperEnabled(bucket: number, percentage: number): boolean {
  if (percentage <= 0) return false;
  return percentage >= 100 || bucket < percentage * 1000;
}

function byBytes(one: string, other: string): number {
  const bytes = utf8(other);
  const difference = utf8(one).findIndex((byte, index) => byte !== bytes[index]);
  if (difference === -1) return one === other ? 0 : -1;
  return (utf8(one)[difference] ?? -1) - (bytes[difference] ?? -1);
}
