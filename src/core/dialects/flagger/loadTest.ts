import type { LoadTest } from "../../model/index.ts";
import { parseGoDuration } from "../goDuration.ts";

/** Workers of `hey` that are not written. */
const defaultWorkers = 50;

/**
 * What a load-test hook sends to the canary, from its `metadata.cmd`: `hey -z 1m -q 10 -c 2 http://app-canary/` is
 * 2 workers of 10 requests/s each for a minute. Null for other programs, for a rate without a limit, and for a
 * URL that is not the canary's: there the world's users are the traffic (https://github.com/rakyll/hey).
 */
export function readLoadTest(cmd: string): LoadTest | null {
  const words = cmd.trim().split(/\s+/);
  if (words[0] !== "hey" || !words.some(isCanaryUrl)) return null;
  const perWorker = numberAfter(words, "-q");
  const span = parseGoDuration(wordAfter(words, "-z") ?? "");
  if (perWorker === null || span === null || perWorker <= 0 || span <= 0) return null;
  return { perSecond: perWorker * (numberAfter(words, "-c") ?? defaultWorkers), for: span };
}

function isCanaryUrl(word: string): boolean {
  return /^https?:\/\/[\w-]+-canary\b/.test(word);
}

function wordAfter(words: readonly string[], flag: string): string | undefined {
  const at = words.indexOf(flag);
  return at === -1 ? undefined : words[at + 1];
}

function numberAfter(words: readonly string[], flag: string): number | null {
  const word = wordAfter(words, flag);
  return word !== undefined && /^\d{1,12}$/.test(word) ? Number(word) : null;
}
