/**
 * P(U = u) for u = 0 … mn under no difference and no ties. The recurrence on the largest value (spec 3.1), in
 * probabilities rather than counts, which pass 2⁵³.
 */
export function rankSumLaw(m: number, n: number): Float64Array {
  let rows = Array.from({ length: n + 1 }, () => Float64Array.of(1));
  for (let i = 1; i <= m; i++) {
    const next = [Float64Array.of(1)];
    for (let j = 1; j <= n; j++) {
      const law = new Float64Array(i * j + 1);
      const withX = rows[j] as Float64Array;
      const withY = next[j - 1] as Float64Array;
      for (let u = 0; u < withX.length; u++) law[u + j] = ((withX[u] as number) * i) / (i + j);
      for (let u = 0; u < withY.length; u++) law[u] = (law[u] as number) + ((withY[u] as number) * j) / (i + j);
      next.push(law);
    }
    rows = next;
  }
  return rows[n] as Float64Array;
}

export interface TiedResult {
  readonly pGreater: number;
  readonly pLess: number;
  readonly pTwoSided: number;
}

/**
 * Exact permutation law of the rank sum of x over the observed mid-ranks, ties and all. Ranks are doubled to
 * stay whole; the chance that a value falls to x is that of drawing without putting back.
 */
export function exactWithTies(x: readonly number[], y: readonly number[]): TiedResult {
  const ranks = doubledRanks([...x, ...y]);
  const observed = ranks.slice(0, x.length).reduce((sum, rank) => sum + rank, 0);
  const law = drawnSums(ranks, x.length);
  const centre = x.length * (ranks.length + 1);
  const distance = Math.abs(observed - centre);
  const result = { pGreater: 0, pLess: 0, pTwoSided: 0 };
  law.forEach((chance, sum) => {
    if (sum >= observed) result.pGreater += chance;
    if (sum <= observed) result.pLess += chance;
    if (Math.abs(sum - centre) >= distance) result.pTwoSided += chance;
  });
  return {
    pGreater: Math.min(1, result.pGreater),
    pLess: Math.min(1, result.pLess),
    pTwoSided: Math.min(1, result.pTwoSided),
  };
}

function doubledRanks(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    let below = 0;
    let same = 0;
    for (const other of values) {
      if (other < value) below++;
      else if (other === value) same++;
    }
    return 2 * below + same + 1;
  });
}

/** P(sum of the doubled ranks of m values drawn at random = s) at index s. */
function drawnSums(ranks: readonly number[], m: number): Float64Array {
  const most = ranks.reduce((sum, rank) => sum + rank, 0);
  const byTaken = Array.from({ length: m + 1 }, () => new Float64Array(most + 1));
  (byTaken[0] as Float64Array)[0] = 1;
  ranks.forEach((rank, seen) => {
    const left = ranks.length - seen;
    for (let taken = Math.min(m, seen); taken >= 0; taken--) {
      const from = byTaken[taken] as Float64Array;
      const take = (m - taken) / left;
      const to = byTaken[taken + 1];
      for (let sum = 0; sum <= most - rank; sum++) {
        const chance = from[sum] as number;
        if (chance !== 0 && to !== undefined) to[sum + rank] = (to[sum + rank] as number) + chance * take;
      }
      for (let sum = 0; sum <= most; sum++) from[sum] = (from[sum] as number) * (1 - take);
    }
  });
  return byTaken[m] as Float64Array;
}
