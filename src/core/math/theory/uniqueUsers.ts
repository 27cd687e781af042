import { exp } from "../exp.ts";
import { log } from "../log.ts";
import { oneMinusExp } from "./oneMinusExp.ts";

/** Users who send Poisson requests, each at the same rate or at a gamma-distributed personal one. */
export interface Users {
  readonly users: number;
  readonly ratePerUser: number;
  /** Shape of the gamma law of personal rates. */
  readonly activityShape: number | "constant";
}

/** The canary's share in steps: [from second, share], the first from 0, never falling. */
export type ShareSteps = readonly (readonly [number, number])[];

/** Expected users who reached the canary at least once in [0, seconds], and who sent anything at all. */
export function uniqueUsers(
  users: Users,
  weights: ShareSteps,
  seconds: number,
): { readonly random: number; readonly sticky: number; readonly active: number } {
  let exposure = 0;
  let sticky = 0;
  let before = 0;
  for (const [index, [from, weight]] of weights.entries()) {
    const until = Math.min(seconds, weights[index + 1]?.[0] ?? seconds);
    if (until > from) exposure += weight * (until - from);
    // A user whose bucket this step opened can be seen from then on.
    sticky += (weight - before) * seen(users, Math.max(0, seconds - from));
    before = weight;
  }
  return {
    random: users.users * seen(users, exposure),
    sticky: users.users * sticky,
    active: users.users * seen(users, seconds),
  };
}

/** Probability that a user sends at least one request in so many seconds: 1 − E[e^(−rate · seconds)]. */
function seen({ ratePerUser, activityShape }: Users, seconds: number): number {
  const requests = ratePerUser * seconds;
  if (activityShape === "constant") return oneMinusExp(requests);
  return 1 - exp(-activityShape * log(1 + requests / activityShape));
}

/** Probability that a user has met the canary after k requests when each draws its track anew. */
export function metAfterRequests(weight: number, requests: number): number {
  let missed = 1;
  for (let k = 0; k < requests; k++) missed *= 1 - weight;
  return 1 - missed;
}
