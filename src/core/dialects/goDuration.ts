const units: ReadonlyMap<string, number> = new Map([
  ["ns", 1e-6],
  ["us", 1e-3],
  ["µs", 1e-3],
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

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
  return rest === "" ? null : sign * total;
}
