import type { Share } from "../../model/units.ts";
import { type Bucketer, type BucketKey, justBelow } from "./bucketer.ts";
import { firstAbove } from "./firstAbove.ts";
import { leadingShare } from "./leadingShare.ts";

/** PostHog: the salt is the flag's key. */
export const posthog: Bucketer = {
  title: "PostHog",
  bucket: (key) => justBelow(posthogHash(key)),
};

/** 0 to 1 (B6.1). */
export function posthogHash(key: BucketKey): Share {
  return leadingShare(`${key.salt}.${key.unit}`);
}

/** The bound belongs to the rollout; no percentage takes everybody (B6.1). */
export function posthogEnabled(hash: Share, rollout: number | null): boolean {
  return rollout === null || !(hash > rollout / 100);
}

/** Index of the variant, -1 beyond the sum of percentages; a hash of its own, not the rollout's (B6.1). */
export function posthogVariant(key: BucketKey, percentages: readonly number[]): number {
  const shares = percentages.map((percentage) => percentage / 100);
  return firstAbove(shares, leadingShare(`${key.salt}.${key.unit}variant`));
}
