import { log } from "../log.ts";
import { log1p } from "./log1p.ts";

const HALF_LOG_TWO_PI = 0.91893853320467274178;
const ONE_MINUS_EULER = 0.42278433509846713939;
/** From here on Stirling's series with six terms is exact to rounding. */
const LARGE = 15;
/** ζ(k) − 1 at index k, for the series around 2. */
const zetaMinusOne = Float64Array.from({ length: 40 }, (_, k) => (k < 2 ? 0 : zetaTail(k)));

/**
 * ln |Γ(x)| within 1e-14 relative, its zeros at 1 and 2 included; ∞ at 0 and the negative integers.
 * Taylor's series around 2 (NIST DLMF 5.7.3) from ½ to 2½, Stirling's (5.11.1) from 15, the recurrence between.
 */
export function logGamma(x: number): number {
  if (x <= 0 && x === Math.floor(x)) return Number.POSITIVE_INFINITY;
  if (x < 0.5) return logGamma(x + 1) - log(Math.abs(x));
  if (x < 1.5) return aroundTwo(x - 1) - log1p(x - 1);
  if (x <= 2.5) return aroundTwo(x - 2);
  if (x === Number.POSITIVE_INFINITY) return x;
  let product = 1;
  let z = x;
  for (; z < LARGE; z++) product *= z;
  return (z - 0.5) * log(z) - z + HALF_LOG_TWO_PI + stirlingSeries(z) - log(product);
}

/** Stirling's correction 1/(12z) − 1/(360z³) + … to the sixth term; z ≥ 15. */
export function stirlingSeries(z: number): number {
  const w = 1 / (z * z);
  return (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * (691 / 360360 - w / 156)))))) / z;
}

/** ln Γ(2 + z) for |z| ≤ ½. */
function aroundTwo(z: number): number {
  let sum = 0;
  for (let k = zetaMinusOne.length - 1; k >= 2; k--) {
    sum = ((k % 2 === 0 ? 1 : -1) * (zetaMinusOne[k] as number)) / k + z * sum;
  }
  return z * (ONE_MINUS_EULER + z * sum);
}

/** Σ n⁻ᵏ over n ≥ 2 by Euler and Maclaurin's formula (NIST DLMF 25.2.9 and 2.10.1). */
function zetaTail(k: number): number {
  const cut = 24;
  let sum = 0;
  for (let n = cut - 1; n >= 2; n--) sum += inversePower(n, k);
  const last = inversePower(cut, k);
  const first = (k * last) / (12 * cut);
  const second = (k * (k + 1) * (k + 2) * last) / (720 * cut * cut * cut);
  const third = (k * (k + 1) * (k + 2) * (k + 3) * (k + 4) * last) / (30240 * cut * cut * cut * cut * cut);
  return sum + (last * cut) / (k - 1) + last / 2 + first - second + third;
}

function inversePower(n: number, k: number): number {
  let power = 1;
  for (let i = 0; i < k; i++) power /= n;
  return power;
}
