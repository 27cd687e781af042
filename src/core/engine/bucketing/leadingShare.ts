import { hexOf } from "../../math/hashes/hexOf.ts";
import { sha1 } from "../../math/hashes/sha1.ts";
import { utf8 } from "../../math/hashes/utf8.ts";
import type { Share } from "../../model/units.ts";

/** The products divide by 2^60 - 1, which as a double is 2^60. */
const longScale = 2 ** 60;

/**
 * The first 15 hexadecimal digits of a text's SHA-1 over 2^60 - 1: LaunchDarkly (B5.1) and PostHog (B6.1)
 * share it. 1 itself comes out for one text in 2^54.
 */
export function leadingShare(text: string): Share {
  return leadingDigits(text, 15) / longScale;
}

/** The first hexadecimal digits of a text's SHA-1 as a number, rounded to a double where it has over 13. */
export function leadingDigits(text: string, digits: number): number {
  return Number.parseInt(hexOf(sha1(utf8(text))).slice(0, digits), 16);
}
