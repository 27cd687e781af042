/** Uniform in [low, high) from one uniform in [0, 1). */
export function uniformBetween(uniform: number, low: number, high: number): number {
  return low + uniform * (high - low);
}
