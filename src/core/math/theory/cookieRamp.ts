import { oneMinusExp } from "./oneMinusExp.ts";

/** Users without a cookie go to the canary with probability `weight` at each request; the answer may pin them. */
export interface CookieRamp {
  readonly ratePerUser: number;
  readonly weight: number;
  /** `canary-only`: the canary pins and stable does not. `both`: the first answer pins. */
  readonly cookie: "canary-only" | "both";
}

export interface CookieShares {
  /** Probability that a user carries a canary cookie. */
  readonly userShare: number;
  /** Probability that a request goes to the canary. */
  readonly requestShare: number;
}

/** Shares `seconds` after everybody came without a cookie; canary cookies are lost at `sessionEndRate`. */
export function cookieSharesAt(ramp: CookieRamp, seconds: number, sessionEndRate = 0): CookieShares {
  const { ratePerUser, weight } = ramp;
  if (ramp.cookie === "both") {
    return { userShare: weight * oneMinusExp(ratePerUser * seconds), requestShare: weight };
  }
  // share' = rate · weight · (1 − share) − sessionEndRate · share
  const gain = ratePerUser * weight;
  const speed = gain + sessionEndRate;
  return pinned(speed === 0 ? 0 : (gain / speed) * oneMinusExp(speed * seconds), weight);
}

/** Long-run shares when a cookie lives `maxAgeSeconds` from the moment it is set (renewal reward). */
export function steadyCookieShares(ramp: CookieRamp, maxAgeSeconds: number): CookieShares {
  const { ratePerUser, weight } = ramp;
  if (ramp.cookie === "both") {
    return { userShare: (weight * maxAgeSeconds) / (maxAgeSeconds + 1 / ratePerUser), requestShare: weight };
  }
  return pinned(maxAgeSeconds / (maxAgeSeconds + 1 / (ratePerUser * weight)), weight);
}

function pinned(userShare: number, weight: number): CookieShares {
  return { userShare, requestShare: userShare + (1 - userShare) * weight };
}
