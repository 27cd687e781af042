import { log } from "../log.ts";

/** ln(1 + x) for x > −1 without losing the digits of a small x: the rounding of 1 + x is divided out again. */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (sum === 1) return x;
  if (sum === Number.POSITIVE_INFINITY) return sum;
  return log(sum) - (sum - 1 - x) / sum;
}
