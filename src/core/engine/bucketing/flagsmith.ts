import { md5 } from "../../math/hashes/md5.ts";
import { remainderOf } from "../../math/hashes/remainderOf.ts";
import { utf8 } from "../../math/hashes/utf8.ts";
import { type Bucketer, justBelow } from "./bucketer.ts";
import { firstAbove } from "./firstAbove.ts";

/** Flagsmith's percentage split: the salt is the segment's key. */
export const flagsmith: Bucketer = {
  title: "Flagsmith",
  bucket: ({ salt, unit }) => justBelow(flagsmithPercentage([salt, unit]) / 100),
};

/** 0 up to but not 100; ids that give 100 are hashed again, repeated once more each time (B9.1). */
export function flagsmithPercentage(ids: readonly string[]): number {
  // Without ids every repetition is the same text. It does not give 100, so that the loop ends.
  let repeated = ids;
  let percentage = percentageOf(repeated);
  while (percentage === 100) {
    repeated = [...repeated, ...ids];
    percentage = percentageOf(repeated);
  }
  return percentage;
}

function percentageOf(ids: readonly string[]): number {
  return (remainderOf(md5(utf8(ids.join(","))), 9999) / 9998) * 100;
}

/** A segment's split: the bound belongs to it, so that at 0 one user in 9,999 is in (B9.1). */
export function flagsmithInSegment(percentage: number, split: number): boolean {
  return percentage <= split;
}

/** Index of the multivariate option, -1 beyond their sum (B9.1). */
export function flagsmithOption(percentage: number, percentages: readonly number[]): number {
  return firstAbove(percentages, percentage);
}
