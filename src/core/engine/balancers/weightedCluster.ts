/** Why a list of weights is refused. */
export type WeightsError = "total-weight-zero" | "total-weight-overflow";

/** The sum of the weights, when Envoy accepts it (E1). */
export function totalWeight(weights: readonly number[]): number | WeightsError {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return "total-weight-zero";
  return total > 0xffffffff ? "total-weight-overflow" : total;
}

/**
 * Index of the cluster that owns `value`, a number from 0 up to the sum of weights: intervals lie in list
 * order (E1). The proxy takes a 64-bit number modulo the sum; an engine may take uniform × sum, which is the
 * same law and keeps the same users on the canary when its weight grows.
 */
export function weightedCluster(weights: ArrayLike<number>, value: number): number {
  let end = 0;
  for (let i = 0; i < weights.length; i++) {
    end += weights[i] as number;
    if (value < end) return i;
  }
  return -1;
}
