import { powersOfTwo } from "./floatBits.ts";

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019412;

/**
 * eˣ within one unit in the last place, from `+ − × ÷` alone, so that every engine gives the same bits.
 * Method and coefficients: Sun Microsystems' fdlibm, `e_exp.c` (https://www.netlib.org/fdlibm/e_exp.c).
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  const k = Math.floor(INVERSE_LN2 * x + 0.5);
  const rHigh = x - k * LN2_HIGH;
  const rLow = k * LN2_LOW;
  const r = rHigh - rLow;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (rLow - (r * c) / (2 - c) - rHigh);
  return scale(y, k);
}

/** y · 2ᵏ. Two multiplications where 2ᵏ alone would not be a double. */
function scale(y: number, k: number): number {
  if (k > 1023) return y * 2 * (powersOfTwo[k - 1 + 1074] as number);
  if (k < -1021) return y * (powersOfTwo[k + 54 + 1074] as number) * (powersOfTwo[1074 - 54] as number);
  return y * (powersOfTwo[k + 1074] as number);
}
