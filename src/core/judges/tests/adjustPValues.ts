export type Adjustment = "holm" | "hochberg" | "BH" | "BY" | "bonferroni";

/** p-values corrected for their number, in the order of the input, capped at 1 (spec 3.7). */
export function adjustPValues(pValues: readonly number[], method: Adjustment): readonly number[] {
  const m = pValues.length;
  const ranked = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const factored = ranked.map(({ p }, i) => p * factor(method, i + 1, m));
  const monotone =
    method === "holm" ? runningMaximum(factored) : method === "bonferroni" ? factored : fromLargest(factored);
  const adjusted = new Array<number>(m);
  ranked.forEach(({ index }, i) => {
    adjusted[index] = Math.min(1, monotone[i] as number);
  });
  return adjusted;
}

function factor(method: Adjustment, rank: number, m: number): number {
  switch (method) {
    case "holm":
    case "hochberg":
      return m - rank + 1;
    case "BH":
      return m / rank;
    case "BY":
      return (m / rank) * harmonic(m);
    case "bonferroni":
      return m;
  }
}

function harmonic(m: number): number {
  let sum = 0;
  for (let k = 1; k <= m; k++) sum += 1 / k;
  return sum;
}

function runningMaximum(values: readonly number[]): readonly number[] {
  let most = 0;
  return values.map((value) => {
    most = Math.max(most, value);
    return most;
  });
}

function fromLargest(values: readonly number[]): readonly number[] {
  let least = Number.POSITIVE_INFINITY;
  return values
    .toReversed()
    .map((value) => {
      least = Math.min(least, value);
      return least;
    })
    .reverse();
}
