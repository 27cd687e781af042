import { parseGoDuration } from "../goDuration.ts";

/** A1.5 (b): a Go duration only, in ms; null where Argo reports an error, as for a bare `60`. */

const int32 = 2_147_483_647;

/** A1.5 (a): whole seconds of `pause.duration`; null is what validation rejects. */
export function pauseSeconds(written: string | number): number | null {
  if (typeof written === "number") return Number.isSafeInteger(written) && written >= 0 ? written : null;
  if (/^[+-]?\d+$/.test(written)) {
    const seconds = Number(written);
    return seconds >= 0 && seconds <= int32 ? seconds : null;
  }
  const millis = parseGoDuration(written);
  return millis === null || millis < 0 ? null : Math.trunc(millis / 1000);
}

/** What is wanted of a duration, as a message says it. */
export const aGoDuration = "a duration such as 30s, 5m or 1h30m";
