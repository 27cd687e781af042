const units: ReadonlyMap<string, number> = new Map([
  ["ns", 1e-6],
  ["us", 1e-3],
  ["µs", 1e-3],
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** What Go counts durations in, as milliseconds: less than one is nothing. */
const nanosecond = 1e-6;
/** About 292 years: Go counts nanoseconds in 64 bits and refuses what does not fit. */
const longest = 2 ** 63 * nanosecond;

/** Go's `time.ParseDuration` in milliseconds (`1m30s`, `500ms`, `1.5h`), or null where Go refuses. */
export function parseGoDuration(text: string): number | null {
  if (text.length > 100) return null;
  const sign = text.startsWith("-") ? -1 : 1;
  const rest = text.replace(/^[+-]/, "");
  if (rest === "0") return 0;
  const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/y;
  let total = 0;
  while (part.lastIndex < rest.length) {
    const match = part.exec(rest);
    if (match === null) return null;
    total += Number(match[1]) * (units.get(match[2] ?? "") ?? 0);
  }
  if (rest === "" || total >= longest) return null;
  return total < nanosecond ? 0 : sign * total;
}
