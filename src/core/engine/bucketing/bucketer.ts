import type { Share } from "../../model/units.ts";

/** What is hashed: the salt sets one rollout apart from another, the unit is usually a user. */
export interface BucketKey {
  readonly salt: string;
  readonly unit: string;
}

/**
 * One product's way of giving a unit its place between 0 and 1, the same at every call. At p percent the
 * product's own rollout rule takes the unit exactly when `bucket(key) < p / 100`, whether the product
 * itself compares inclusively or not: see `justBelow`.
 */
export interface Bucketer {
  readonly title: string;
  bucket(key: BucketKey): Share;
}

/**
 * The largest number below a share: turns a product's `share <= limit` into our `share < limit` (B13).
 * Zero stays, so that at 0 percent nobody is taken.
 */
export function justBelow(share: Share): Share {
  return share * (1 - 2 ** -53);
}
