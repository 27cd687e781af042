import { parseGoDuration } from "../goDuration.ts";

/** What is wanted of a duration, as a message says it. */
export const aDuration = "a duration such as 1m or 60s";

/** The CRD's pattern: digits, then `m` or `s`, anchored only at the start (F1.3). */
export function passesSchema(text: string): boolean {
  return /^\d+[ms]/.test(text);
}

/** F1.3 `GetAnalysisInterval`: 60 s when it does not parse, at least 10 s. */
export function effectiveInterval(text: string): number {
  return Math.max(10_000, parseGoDuration(text) ?? 60_000);
}
