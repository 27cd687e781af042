import { exp } from "../exp.ts";
import { log } from "../log.ts";

/** Pareto with survival (minimum/x)^alpha, by inversion of one uniform in [0, 1). Variance is infinite for alpha ≤ 2. */
export function pareto(uniform: number, alpha: number, minimum: number): number {
  return minimum * exp(-log(1 - uniform) / alpha);
}
