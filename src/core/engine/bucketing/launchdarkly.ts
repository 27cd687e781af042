import type { Share } from "../../model/units.ts";
import { type Bucketer, justBelow } from "./bucketer.ts";
import { firstAbove } from "./firstAbove.ts";
import { leadingShare } from "./leadingShare.ts";

/** LaunchDarkly: the salt here is the flag's key, a dot and its salt, or the experiment's seed. */
export const launchdarkly: Bucketer = {
  title: "LaunchDarkly",
  // Its 1 is still the last variation; only there does the largest share below 1 stand in.
  bucket: ({ salt, unit }) => Math.min(leadingShare(`${salt}.${unit}`), justBelow(1)),
};

export interface LaunchdarklyKey {
  readonly flagKey: string;
  readonly salt: string;
  /** An experiment's seed replaces flag key and salt. */
  readonly seed: number | null;
  /** The context's key or the attribute to bucket by; of any type, since it comes from the application. */
  readonly value: unknown;
}

/** 0 to 1; 0 for a value that cannot be bucketed (B5.1, B5.2). */
export function launchdarklyBucket({ flagKey, salt, seed, value }: LaunchdarklyKey): Share {
  const text = textOf(value);
  if (text === null) return 0;
  return leadingShare(`${seed === null ? `${flagKey}.${salt}` : decimal(seed)}.${text}`);
}

/** Texts as they are and whole numbers; nothing else (B5.2). */
function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isInteger(value) ? decimal(value) : null;
}

/** All digits, where `String` would change to an exponent from 10^21 on. */
function decimal(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

/** Index of the chosen weight, in parts of 100,000; beyond their sum the last; -1 without weights (B5.3). */
export function launchdarklyVariation(bucket: Share, weights: readonly number[]): number {
  const shares = weights.map((weight) => weight / 100000);
  const index = firstAbove(shares, bucket);
  return index === -1 ? weights.length - 1 : index;
}
