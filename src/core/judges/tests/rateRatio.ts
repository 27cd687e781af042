import type { Alternative, Interval } from "./counts.ts";
import { binomialTest, clopperPearson } from "./oneProportion.ts";

/** Events with their exposures in one unit: requests, seconds. */
export interface Exposed {
  readonly canaryEvents: number;
  readonly canaryExposure: number;
  readonly baselineEvents: number;
  readonly baselineExposure: number;
}

export interface RateRatioResult {
  readonly pValue: number;
  /** Canary rate over baseline rate. */
  readonly rateRatio: number;
  readonly confInt: Interval;
}

/**
 * Counts with unequal exposure (spec 3.5): given the total, the canary's events are binomial, so that a shared
 * rise of errors says nothing. The interval is Clopper and Pearson's for the share, mapped to the ratio.
 */
export function rateRatioTest(counts: Exposed, alternative: Alternative, confidence = 0.95): RateRatioResult {
  const { canaryEvents, canaryExposure, baselineEvents, baselineExposure } = counts;
  const total = canaryEvents + baselineEvents;
  const share = canaryExposure / (canaryExposure + baselineExposure);
  const exposures = baselineExposure / canaryExposure;
  const [low, high] = clopperPearson(canaryEvents, total, alternative, confidence);
  const ratioOf = (s: number) => (s >= 1 ? Number.POSITIVE_INFINITY : (s / (1 - s)) * exposures);
  return {
    pValue: total === 0 ? 1 : binomialTest(canaryEvents, total, share, alternative),
    rateRatio: canaryEvents / canaryExposure / (baselineEvents / baselineExposure),
    confInt: total === 0 ? [0, Number.POSITIVE_INFINITY] : [ratioOf(low), ratioOf(high)],
  };
}
