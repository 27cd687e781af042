import type { Share } from "./units.ts";

/**
 * Somebody else's A/B test, which runs beside the rollout whatever the rollout does: arm B is the share of the users
 * that comes first by MurmurHash3 of the salt and the id. A segment of the same name has the values B and A.
 */
export interface Experiment {
  readonly name: string;
  /** Of the users, those in arm B. */
  readonly share: Share;
  /** Requests of arm B fail at least at this rate, on every revision. */
  readonly errors: Share;
  readonly salt: string;
}

/** The arms as values of a segment, arm B first. */
export const arms = ["B", "A"] as const;
