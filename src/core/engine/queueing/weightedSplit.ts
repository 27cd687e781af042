/**
 * Sends each request of a column of uniforms to a track by cumulative shares. The last track takes what
 * rounding leaves over.
 */
export class WeightedSplit {
  private readonly below: Float64Array;

  /** Shares ≥ 0 of any scale. */
  constructor(shares: readonly number[]) {
    const total = shares.reduce((sum, share) => sum + share, 0);
    let sum = 0;
    this.below = Float64Array.from(shares, (share) => {
      sum += share;
      return sum / total;
    });
    this.below[shares.length - 1] = 1;
  }

  /** Adds the number of requests for each track to `counts`. */
  countInto(uniforms: Float64Array, counts: Float64Array): void {
    for (let i = 0; i < uniforms.length; i++) {
      const track = this.trackAt(uniforms, i);
      counts[track] = (counts[track] as number) + 1;
    }
  }

  /** Track of the uniform at an index of a column. */
  trackAt(uniforms: Float64Array, index: number): number {
    const { below } = this;
    const uniform = uniforms[index] as number;
    let track = 0;
    while (uniform >= (below[track] as number)) track++;
    return track;
  }
}
