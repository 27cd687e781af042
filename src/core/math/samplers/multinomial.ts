import type { UniformSource } from "../uniforms.ts";
import { binomial } from "./binomial.ts";

/**
 * n trials over cells with the given weights (≥ 0, any scale), by conditional binomials, largest cell
 * first: most trials are placed by the first few draws, and the sum is right by construction.
 */
export class Multinomial {
  readonly cells: number;
  private readonly order: Int32Array;
  /** Share of a cell, in that order, in what the cells before it left over. */
  private readonly share: Float64Array;

  constructor(weights: ArrayLike<number>) {
    const indices = Array.from({ length: weights.length }, (_, i) => i);
    const weight = (i: number) => weights[i] as number;
    this.cells = weights.length;
    this.order = Int32Array.from(indices.sort((a, b) => weight(b) - weight(a) || a - b));
    this.share = new Float64Array(weights.length);
    let rest = 0;
    // From the smallest up, so that the small ones are not rounded away.
    for (let i = weights.length - 1; i >= 0; i--) {
      const own = weight(this.order[i] as number);
      rest += own;
      this.share[i] = rest > 0 ? own / rest : 0;
    }
  }

  /** Writes how many of `trials` fell into each cell to `counts`. */
  sample(source: UniformSource, trials: number, counts: Float64Array): void {
    counts.fill(0);
    let left = trials;
    for (let i = 0; i < this.cells && left > 0; i++) {
      const count = binomial(source, left, this.share[i] as number);
      counts[this.order[i] as number] = count;
      left -= count;
    }
  }
}
