/**
 * Index of the first weight whose running sum lies above the point, -1 when the point lies beyond all of
 * them. Every product here divides its line this way; they differ in how a user finds the point.
 */
export function firstAbove(weights: readonly number[], point: number): number {
  let end = 0;
  return weights.findIndex((weight) => {
    end += weight;
    return point < end;
  });
}
