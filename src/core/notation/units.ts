import type { Millis, Share } from "../model/index.ts";

/** Patterns of the notations, for schemas and editors. */
export const patterns = {
  duration: /^(?=\d)(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/,
  rate: /^\d+(\.\d+)?\/s$/,
  share: /^\d+(\.\d+)?%$/,
  latency: /^\d+(\.\d+)?(ms|s)$/,
  size: /^\d{1,9}(\.\d+)?(Ki|Mi|Gi)$/,
} as const;

const perUnit: Readonly<Record<string, Millis>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** `90s`, `5m`, `2h` or `1h30m` in ms; undefined for anything else. */
export function parseDuration(text: string): Millis | undefined {
  if (!patterns.duration.test(text)) return undefined;
  let total = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+)(ms|h|m|s)/g))
    total += Number(digits) * (perUnit[unit ?? ""] ?? 0);
  return total;
}

/** The shortest notation, e.g. `1h30m`; `0s` for nothing. Fractions of a millisecond are cut. */
export function printDuration(ms: Millis): string {
  let rest = Math.trunc(ms);
  let text = "";
  for (const [unit, size] of Object.entries(perUnit)) {
    const amount = Math.trunc(rest / size);
    rest -= amount * size;
    if (amount > 0) text += `${amount}${unit}`;
  }
  return text === "" ? "0s" : text;
}

/** `100/s` as requests per second. */
export function parseRate(text: string): number | undefined {
  return patterns.rate.test(text) ? Number(text.slice(0, -2)) : undefined;
}

export function printRate(requestsPerSecond: number): string {
  return `${plainNumber(requestsPerSecond)}/s`;
}

/** `5%` as 0.05. */
export function parseShare(text: string): Share | undefined {
  return patterns.share.test(text) ? Number(text.slice(0, -1)) / 100 : undefined;
}

export function printShare(share: Share): string {
  return `${plainNumber(share * 100)}%`;
}

/** `80ms`, `2.5ms` or `3s` in ms. */
export function parseLatency(text: string): Millis | undefined {
  if (!patterns.latency.test(text)) return undefined;
  return text.endsWith("ms") ? Number(text.slice(0, -2)) : Number((Number(text.slice(0, -1)) * 1_000).toPrecision(15));
}

export function printLatency(ms: Millis): string {
  return ms >= 1_000 ? `${plainNumber(ms / 1_000)}s` : `${plainNumber(ms)}ms`;
}

const mibPerUnit: Readonly<Record<string, number>> = { Ki: 1 / 1024, Mi: 1, Gi: 1024 };

/** `512Mi`, `1.5Gi` or `20Ki` in MiB. */
export function parseSize(text: string): number | undefined {
  return patterns.size.test(text) ? Number(text.slice(0, -2)) * (mibPerUnit[text.slice(-2)] ?? 0) : undefined;
}

/** Twelve digits hide what binary fractions add: 0.07 × 100 is 7.000000000000001. */
function plainNumber(value: number): string {
  const short = Number(value.toPrecision(12));
  return Math.abs(short) >= 1e-6 || short === 0 ? String(short) : short.toFixed(12).replace(/0+$/, "");
}
