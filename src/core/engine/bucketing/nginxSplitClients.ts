import { murmur2 } from "../../math/hashes/murmur2.ts";
import { utf8 } from "../../math/hashes/utf8.ts";
import type { Bucketer } from "./bucketer.ts";

/** nginx `split_clients`: the salt is the text that the directive puts behind the variable, as in `${remote_addr}AAA`. */
export const nginxSplitClients: Bucketer = {
  title: "nginx split_clients",
  bucket: ({ salt, unit }) => splitClientsHash(unit + salt) / 2 ** 32,
};

/** Unsigned 32 bits (B12.1). */
export function splitClientsHash(text: string): number {
  return murmur2(utf8(text), 0);
}

/** A line of the block: its value, and `*` or a percentage such as `0.5%`. */
export type SplitClientsPart = readonly [value: string, percent: string];

/** The value of the part that the hash falls in, "" for none; null for a block that nginx refuses (B12.1). */
export function splitClientsValue(hash: number, parts: readonly SplitClientsPart[]): string | null {
  const bounds = boundsOf(parts.map(([, percent]) => percent));
  if (bounds === null) return null;
  return parts[bounds.findIndex((bound) => hash < bound)]?.[0] ?? "";
}

const whole = 10000;

/** Where each part ends, or null when one is malformed or the total is over 100 percent. */
function boundsOf(percents: readonly string[]): readonly number[] | null {
  let sum = 0;
  let last = 0;
  const bounds: number[] = [];
  for (const text of percents) {
    const hundredths = text === "*" ? 0 : hundredthsOf(text);
    if (hundredths === null) return null;
    // The rest counts as everything, so that a percentage after it is one too many.
    sum = hundredths === 0 ? whole : sum + hundredths;
    if (sum > whole) return null;
    last += Math.floor((hundredths * 0xffffffff) / whole);
    bounds.push(hundredths === 0 ? Number.POSITIVE_INFINITY : last);
  }
  return bounds;
}

/** Hundredths of a percent; null for zero, more than two decimals, or anything that is no percentage. */
function hundredthsOf(text: string): number | null {
  const [, units = "", decimals = ""] = /^(\d*)(?:\.(\d{0,2}))?%$/.exec(text) ?? [];
  const hundredths = Number(`${units}${decimals.padEnd(2, "0")}`);
  return hundredths === 0 ? null : hundredths;
}
