import type { Share } from "../model/index.ts";

export interface Interval {
  readonly low: Share;
  readonly high: Share;
}

/** The 97.5% point of the standard normal distribution, for 95% intervals. */
const normal975 = 1.959963984540054;

/**
 * Score interval for a binomial share, as Wilson gave it (Journal of the American Statistical Association
 * 22, 1927, p. 209; NIST/SEMATECH e-Handbook 7.2.4.1). Without any trial it is everything from 0 to 1.
 */
export function wilson(failures: number, trials: number, z: number = normal975): Interval {
  if (trials <= 0) return { low: 0, high: 1 };
  const share = failures / trials;
  const spread = (z * z) / trials;
  const middle = share + spread / 2;
  const reach = z * Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials));
  // The ends are exact at no failures and at nothing but failures; rounding must not push past them.
  const low = failures <= 0 ? 0 : (middle - reach) / (1 + spread);
  const high = failures >= trials ? 1 : (middle + reach) / (1 + spread);
  return { low: Math.max(0, low), high: Math.min(1, high) };
}
