/** Percent with as many decimals as it takes to tell it from its neighbours: `0.31%`, `1.9%`, `26%`. */
export function percent(value: number): string {
  const decimals = value >= 9.95 || value === 0 ? 0 : value >= 0.995 ? 1 : 2;
  return `${value.toFixed(decimals).replace(/\.0+$/, "")}%`;
}

/** Shares of traffic always show one decimal, so that the number holds still while it plays. */
export function share(value: number): string {
  return value === 0 || value === 100 ? `${value}%` : `${value.toFixed(1)}%`;
}

/** Latency: `231 ms`, `4.2 s` above ten seconds. */
export function duration(ms: number): string {
  return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${whole(ms)} ms`;
}

// Made once: looking up a locale for each number costs more than the rest of a label.
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** Whole numbers with digit groups: `3,214`. */
export function whole(value: number): string {
  return grouped.format(value);
}

/** Requests a second: `180/s`, `2.4/s`. */
export function perSecond(value: number): string {
  return value === 0 || value >= 10 ? `${whole(value)}/s` : `${value.toFixed(1)}/s`;
}

/** Axis labels: `25%`, `0.5%`. */
export function axisPercent(value: number): string {
  return `${Number(value.toFixed(2))}%`;
}

/** Smallest of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is not below `value`, within limits. */
export function niceMax(value: number, least: number, most: number): number {
  const wanted = Math.min(most, Math.max(least, value));
  const power = 10 ** Math.floor(Math.log10(wanted));
  const nice = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= wanted * (1 - 1e-9)) ?? 10;
  return Math.min(most, nice * power);
}
