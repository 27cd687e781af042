/** What the ranks of x among x and y say. */
export interface RankSum {
  /** Sum of the average ranks of the x values. */
  readonly sum: number;
  /** Σ(t³ − t) over groups of t equal values. */
  readonly ties: number;
}

/** Ranks of x − shift together with y, both ascending: one merge, since a shift keeps the order. */
export function rankSum(x: ArrayLike<number>, y: ArrayLike<number>, shift = 0): RankSum {
  const m = x.length;
  const n = y.length;
  let i = 0;
  let j = 0;
  let sum = 0;
  let ties = 0;
  while (i < m || j < n) {
    const fromX = i < m ? (x[i] as number) - shift : Number.POSITIVE_INFINITY;
    const fromY = j < n ? (y[j] as number) : Number.POSITIVE_INFINITY;
    const value = Math.min(fromX, fromY);
    const before = i + j;
    const inX = i;
    while (i < m && (x[i] as number) - shift === value) i++;
    while (j < n && (y[j] as number) === value) j++;
    const t = i + j - before;
    if (t === 0) return { sum: Number.NaN, ties: Number.NaN };
    sum += (i - inX) * (before + (t + 1) / 2);
    if (t > 1) ties += t * t * t - t;
  }
  return { sum, ties };
}

/** All differences x − y in ascending order. */
export function differences(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const all = new Float64Array(x.length * y.length);
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < y.length; j++) all[i * y.length + j] = (x[i] as number) - (y[j] as number);
  }
  return all.sort();
}

/** Median of all differences x − y (Hodges and Lehmann 1963); NaN when a side is empty. */
export function hodgesLehmann(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return medianOfSorted(differences(x, y));
}

/** Mean of the middle two when there is an even number. */
function medianOfSorted(sorted: ArrayLike<number>): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const upper = sorted[Math.floor(n / 2)] as number;
  return n % 2 === 1 ? upper : ((sorted[n / 2 - 1] as number) + upper) / 2;
}
