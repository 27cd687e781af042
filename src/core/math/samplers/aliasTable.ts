/**
 * A discrete law over 0 … n − 1 in constant time a draw: Walker's alias method (1977) built as Vose did
 * (IEEE TSE 17, 1991). Work lists are stacks filled in index order, so that equal weights give equal tables.
 */
export class AliasTable {
  private readonly threshold: Float64Array;
  private readonly alias: Int32Array;

  /** Weights ≥ 0 of any scale, not all zero. */
  constructor(weights: ArrayLike<number>) {
    const n = weights.length;
    let total = 0;
    for (let i = 0; i < n; i++) total += weights[i] as number;
    if (!(total > 0)) throw new Error("an alias table needs at least one positive weight");
    this.threshold = new Float64Array(n);
    this.alias = new Int32Array(n);
    for (let i = 0; i < n; i++) this.threshold[i] = ((weights[i] as number) * n) / total;
    this.build();
  }

  /** One uniform in [0, 1) chooses both the cell and its side. */
  pick(uniform: number): number {
    const scaled = uniform * this.threshold.length;
    const cell = Math.floor(scaled);
    return scaled - cell < (this.threshold[cell] as number) ? cell : (this.alias[cell] as number);
  }

  private build(): void {
    const { threshold, alias } = this;
    const n = threshold.length;
    // Small cells grow from the left and large ones from the right of one array.
    const work = new Int32Array(n);
    let small = 0;
    let large = n;
    for (let i = 0; i < n; i++) {
      if ((threshold[i] as number) < 1) work[small++] = i;
      else work[--large] = i;
    }
    while (small > 0 && large < n) {
      const poor = work[--small] as number;
      const rich = work[large] as number;
      alias[poor] = rich;
      threshold[rich] = (threshold[rich] as number) + (threshold[poor] as number) - 1;
      if ((threshold[rich] as number) < 1) {
        large++;
        work[small++] = rich;
      }
    }
    // What is left on either side differs from 1 by rounding only.
    while (small > 0) threshold[work[--small] as number] = 1;
    while (large < n) threshold[work[large++] as number] = 1;
  }
}
