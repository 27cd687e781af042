import type { Bucketer, BucketKey } from "./bucketer.ts";
import { firstAbove } from "./firstAbove.ts";
import { leadingDigits } from "./leadingShare.ts";

/** ConfigCat: the salt is the setting's key, so that equal keys in two environments agree. Whole percents. */
export const configcat: Bucketer = {
  title: "ConfigCat",
  bucket: (key) => configcatBucket(key) / 100,
};

/** 0 to 99 (B8.1). */
export function configcatBucket({ salt, unit }: BucketKey): number {
  return leadingDigits(salt + unit, 7) % 100;
}

/** Index of the percentage option, -1 beyond their sum (B8.1). */
export function configcatOption(bucket: number, percentages: readonly number[]): number {
  return firstAbove(percentages, bucket);
}
