import { exp } from "../exp.ts";
import { log } from "../log.ts";

/** Weights rank^−exponent of the ranks 1 … n, at index rank − 1. */
export function zipfWeights(n: number, exponent: number): Float64Array {
  const weights = new Float64Array(n);
  for (let rank = 1; rank <= n; rank++) weights[rank - 1] = exp(-exponent * log(rank));
  return weights;
}
