import { murmur3 } from "../../math/hashes/murmur3.ts";
import { utf8 } from "../../math/hashes/utf8.ts";
import type { Bucketer } from "./bucketer.ts";
import { firstAbove } from "./firstAbove.ts";

/** flagd `fractional` without a first argument: the flag's key is the salt (B2.1). */
export const flagd: Bucketer = {
  title: "flagd",
  bucket: ({ salt, unit }) => hashOf(salt + unit) / 2 ** 32,
};

export interface Fractional<Variant> {
  readonly flagKey: string;
  /** What the first argument gave; the flag's key and the targeting key stand in for anything but text. */
  readonly bucketBy: unknown;
  readonly targetingKey: unknown;
  readonly weights: readonly (readonly [variant: Variant, weight?: unknown])[];
}

export interface FractionalResult<Variant> {
  /** Of 0 to the sum of weights less one. */
  readonly bucket: number | null;
  /** Null: no result, the flag's default variant is used. */
  readonly variant: Variant | null;
  /** The weights were refused. */
  readonly error: boolean;
}

const none = { bucket: null, variant: null, error: false };

/** The current flagd `fractional` (B2.1, B2.2). */
export function flagdFractional<Variant>(input: Fractional<Variant>): FractionalResult<Variant> {
  const text = textOf(input);
  if (text === null) return none;
  const weights = input.weights.map(([, weight]) => weightOf(weight));
  const sum = weights.reduce((so, weight) => so + weight, 0);
  if (!(sum <= 2147483647)) return { ...none, error: true };
  if (sum === 0) return none;
  // The product has up to 63 bits, more than a double holds.
  const bucket = Number((BigInt(hashOf(text)) * BigInt(sum)) >> 32n);
  return { bucket, variant: input.weights[firstAbove(weights, bucket)]?.[0] ?? null, error: false };
}

/** Text as it is, without the flag's key, so that flags which share it are correlated (B2.3). */
function textOf({ flagKey, bucketBy, targetingKey }: Fractional<unknown>): string | null {
  if (typeof bucketBy === "string") return bucketBy;
  return typeof targetingKey === "string" && targetingKey !== "" ? flagKey + targetingKey : null;
}

/** One when there is none; not a number where flagd refuses it: a fraction or another type. */
function weightOf(weight: unknown): number {
  if (weight === undefined || weight === null) return 1;
  return Number.isInteger(weight) ? Math.max(0, Number(weight)) : Number.NaN;
}

function hashOf(text: string): number {
  return murmur3(utf8(text), 0);
}
