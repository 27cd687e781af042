/** What a bad canary costs before it is gone (spec 8). Requests are expected values, not rounded. */

export interface WeightStep {
  /** Canary share of all traffic, 0 to 1. */
  readonly weight: number;
  readonly seconds: number;
}

/** Canary share of all requests over a schedule that ends at a rollback, in share-seconds. */
export function exposedSeconds(steps: readonly WeightStep[], untilSeconds: number): number {
  let left = untilSeconds;
  let exposed = 0;
  for (const { weight, seconds } of steps) {
    const served = Math.max(0, Math.min(seconds, left));
    exposed += weight * served;
    left -= served;
  }
  return exposed;
}

/** The same for a weight that rises linearly from `from` to `to` over `overSeconds` and stays there. */
export function exposedDuringRamp(
  { from, to, overSeconds }: { readonly from: number; readonly to: number; readonly overSeconds: number },
  untilSeconds: number,
): number {
  const rising = Math.min(untilSeconds, overSeconds);
  const ramp = overSeconds > 0 ? from * rising + ((to - from) * rising * rising) / (2 * overSeconds) : 0;
  return ramp + to * Math.max(0, untilSeconds - overSeconds);
}

export interface HarmPlan {
  /** Excess failures of one interval between looks. */
  readonly excessPerLook: number;
  readonly detectProbPerLook: number;
  readonly looks: number;
}

/** Look by look with a constant chance of detection; each look ends its interval, so the first is always served. */
export function expectedHarm({ excessPerLook, detectProbPerLook, looks }: HarmPlan) {
  let surviving = 1;
  let expectedExcessFailures = 0;
  for (let look = 0; look < looks; look++) {
    expectedExcessFailures += surviving * excessPerLook;
    surviving *= 1 - detectProbPerLook;
  }
  return { expectedExcessFailures, probDetected: 1 - surviving };
}
