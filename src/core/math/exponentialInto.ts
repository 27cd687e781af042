import { highWord, powersOfTwo } from "./floatBits.ts";

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const SQRT2 = 1.4142135623730951;
/** The first 20 bits of √2's mantissa: only where a number shares them does it take a look at the rest. */
const SQRT2_BITS = 0x6a09e;
/** 2⁻ᵏ at index k + 1023 for the exponents k of numbers in (0, 1]. */
const inversePowers = Float64Array.from({ length: 1024 }, (_, i) => powersOfTwo[1074 + 1023 - i] as number);

/**
 * Replaces uniforms u in [0, 1) by −scale · log(1 − u): the same bits as `log.ts`, at half of the cost, since
 * the exponents of a whole block are read through one view and no double passes through a call. Worth its
 * second copy of the polynomial because arrivals and services are most of what an engine draws.
 */
export function exponentialInto(block: Float64Array, scale: number): void {
  const words = new Int32Array(block.buffer, block.byteOffset, 2 * block.length);
  for (let i = 0; i < block.length; i++) block[i] = 1 - (block[i] as number);
  for (let i = 0; i < block.length; i++) {
    const word = words[2 * i + highWord] as number;
    const exponent = word >>> 20;
    const mantissa = word & 0xfffff;
    // 1 where the number without its exponent is at least √2: half of all are, so that a branch would be guessed wrong.
    let up = (mantissa + 0xfffff - SQRT2_BITS) >> 20;
    if (mantissa === SQRT2_BITS) up = (block[i] as number) * (inversePowers[exponent] as number) >= SQRT2 ? 1 : 0;
    const k = exponent - 1023 + up;
    const f = (block[i] as number) * (inversePowers[exponent + up] as number) - 1;
    const s = f / (2 + f);
    const z = s * s;
    const w = z * z;
    const odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
    const even =
      z *
      (6.66666666666673513e-1 +
        w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
    const half = 0.5 * f * f;
    block[i] = -scale * (k * LN2_HIGH - (half - (s * (half + odd + even) + k * LN2_LOW) - f));
  }
}
