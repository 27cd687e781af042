import { log } from "../log.ts";

const HALF_LOG_TWO_PI = 0.9189385332046727418;
const table = makeTable();

/** log k! for integers k ≥ 0: a table to 255, Stirling's series with three terms beyond (error below 10⁻¹⁶). */
export function logFactorial(k: number): number {
  if (k < 256) return table[k] as number;
  return (k + 0.5) * log(k) - k + HALF_LOG_TWO_PI + stirlingTail(k);
}

/** 1/(12k) − 1/(360k³) + 1/(1260k⁵): what Stirling's formula lacks. */
export function stirlingTail(k: number): number {
  const square = k * k;
  return (1 / 12 - (1 / 360 - 1 / (1260 * square)) / square) / k;
}

function makeTable(): Float64Array {
  const sums = new Float64Array(256);
  for (let k = 2; k < sums.length; k++) sums[k] = (sums[k - 1] as number) + log(k);
  return sums;
}
