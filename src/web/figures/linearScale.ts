/** A straight line from values to pixels, and back. Written here since d3-scale is a twelfth of the first load's budget. */
export interface LinearScale {
  (value: number): number;
  invert(pixel: number): number;
  /** Round values over the whole domain, about `count` of them. */
  ticks(count: number): readonly number[];
}

/** Maps `[0, most]` to `[from, to]`. `most` is above 0. */
export function linearScale(most: number, [from, to]: readonly [number, number]): LinearScale {
  const scale = (value: number): number => from + ((to - from) * value) / most;
  const invert = (pixel: number): number => ((pixel - from) / (to - from)) * most;
  return Object.assign(scale, { invert, ticks: (count: number) => ticksOf(most, count) });
}

/** Steps of 1, 2 or 5 times a power of ten, as every axis has them. */
function ticksOf(most: number, count: number): readonly number[] {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  // Geometric means between neighbouring steps, so that the nearest is taken on a log scale.
  const factor =
    rough / power >= Math.sqrt(50) ? 10 : rough / power >= Math.sqrt(10) ? 5 : rough / power >= Math.SQRT2 ? 2 : 1;
  const step = factor * power;
  // Counted, not added up: 0.1 + 0.2 is no label.
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
}
