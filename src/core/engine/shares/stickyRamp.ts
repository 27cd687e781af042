import type { ShareStep } from "./shareStep.ts";

/**
 * Percent of users on the canary after a change of weight when sessions stick for a fixed time from their
 * start and starts are spread evenly (R5): nobody moves before the session ends.
 */
export function stickyRamp({ fromPercent, toPercent, seconds }: ShareStep, stickySeconds: number): number {
  const old = stickySeconds === 0 ? 0 : Math.max(0, 1 - seconds / stickySeconds);
  return toPercent + (fromPercent - toPercent) * old;
}
