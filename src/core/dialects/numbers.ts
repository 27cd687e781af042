/** A number as people read it: thousands separated, at most two decimals, no trailing zeros. */
export function readable(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Math.round(Math.abs(value) * 100);
  if (!Number.isSafeInteger(rounded)) return String(value);
  const cents = rounded % 100;
  const decimals = cents === 0 ? "" : `.${String(cents).padStart(2, "0").replace(/0$/, "")}`;
  const sign = value < 0 && rounded > 0 ? "-" : "";
  return `${sign}${grouped((rounded - cents) / 100)}${decimals}`;
}

function grouped(whole: number): string {
  const digits = String(whole);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(",");
}

export function percent(value: number): string {
  return `${readable(value)}%`;
}

/** `3 checks`, `1 check`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${readable(count)} ${count === 1 ? one : many}`;
}

/** A duration in the units that people count it in: `90 s` is `1m30s`, `3600000` is `1h`. */
export function span(millis: number): string {
  if (millis < 1000) return `${readable(millis)}ms`;
  const hours = Math.floor(millis / 3_600_000);
  const minutes = Math.floor((millis % 3_600_000) / 60_000);
  const seconds = (millis % 60_000) / 1000;
  const parts = [
    hours > 0 ? `${hours}h` : "",
    minutes > 0 ? `${minutes}m` : "",
    seconds > 0 ? `${readable(seconds)}s` : "",
  ];
  return parts.join("");
}
