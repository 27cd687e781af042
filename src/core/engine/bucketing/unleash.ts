import { murmur3 } from "../../math/hashes/murmur3.ts";
import { utf8 } from "../../math/hashes/utf8.ts";
import { type Bucketer, type BucketKey, justBelow } from "./bucketer.ts";
import { firstAbove } from "./firstAbove.ts";

/** Unleash's flexible rollout: the salt is the group, by default the flag's name. Steps of one percent. */
export const unleash: Bucketer = {
  title: "Unleash",
  bucket: (key) => justBelow(unleashBucket(key) / 100),
};

/** 1 to 100 (B3.1). */
export function unleashBucket({ salt, unit }: BucketKey): number {
  return (murmur3(utf8(`${salt}:${unit}`), 0) % 100) + 1;
}

/** The bound belongs to the rollout; a missing stickiness field is never in, even at 100 (B3.1, B3.2). */
export function unleashEnabled(bucket: number | null, rollout: number): boolean {
  return bucket !== null && rollout > 0 && bucket <= rollout;
}

/** Variants have a seed of their own, so that they do not depend on who is in the rollout (B3.3). */
const variantSeed = 86028157;

/** Bucket of 1 to the sum of weights and the chosen index; nulls when no weight is above zero (B3.3). */
export function unleashVariant({ salt, unit }: BucketKey, weights: readonly number[]) {
  const sum = weights.reduce((so, weight) => so + weight, 0);
  if (!(sum > 0)) return { bucket: null, index: null };
  const bucket = (murmur3(utf8(`${salt}:${unit}`), variantSeed) % sum) + 1;
  return { bucket, index: firstAbove(weights, bucket - 1) };
}
