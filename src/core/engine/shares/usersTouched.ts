import { chanceOfNone } from "./chanceOfNone.ts";

/** Share of users that meet the canary at least once, as fractions. */
export interface UsersTouched {
  readonly perRequestSplit: number;
  readonly sticky: number;
}

/** A split drawn per request touches far more users than its weight says; a sticky one does not (R2). */
export function usersTouched(share: number, requestsPerUser: number): UsersTouched {
  return { perRequestSplit: 1 - chanceOfNone(share, requestsPerUser), sticky: share };
}
