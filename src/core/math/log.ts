import { powersOfTwo, upperWord } from "./floatBits.ts";

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;
const SQRT2 = 1.4142135623730951;
/** 2⁻ᵏ at index k + 1022, for the exponents k of normal numbers. 2⁻¹⁰²³ is subnormal, and exact all the same. */
const inversePowers = Float64Array.from({ length: 2046 }, (_, i) => powersOfTwo[1074 + 1022 - i] as number);

/**
 * Natural logarithm within one unit in the last place, from `+ − × ÷` and integer operations alone.
 * log(0) is −∞, log of a negative number is NaN.
 * Method and coefficients: Sun Microsystems' fdlibm, `e_log.c` (https://www.netlib.org/fdlibm/e_log.c).
 */
export function log(x: number): number {
  if (!(x >= SMALLEST_NORMAL && x < Number.POSITIVE_INFINITY)) return unusual(x);
  let k = (upperWord(x) >>> 20) - 1023;
  // Multiplying by a power of two is exact and, unlike writing the exponent back, does not stall.
  let m = x * (inversePowers[k + 1022] as number);
  if (m >= SQRT2) {
    m *= 0.5;
    k += 1;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const even =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + odd + even) + k * LN2_LOW) - f);
}

/** Zero, subnormal, negative and infinite arguments: kept out of `log` so that it is small enough to inline. */
function unusual(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x > 0 && x < SMALLEST_NORMAL) return log(x * TWO_54) - 54 * LN2_HIGH - 54 * LN2_LOW;
  return x === Number.POSITIVE_INFINITY ? x : Number.NaN;
}
