/**
 * The two 32-bit words of a double, for reading exponents and mantissa bits without a logarithm.
 * The order of the words depends on the machine, so it is found out once.
 */
const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);
bits[0] = 1;
/** Index of the word with sign, exponent and the first 20 mantissa bits. */
export const highWord: number = words[1] === 0x3ff00000 ? 1 : 0;

/** The upper word of `value`: sign, 11 bits of exponent, 20 bits of mantissa. */
export function upperWord(value: number): number {
  bits[0] = value;
  return words[highWord] as number;
}

/** 2ᵏ for −1074 ≤ k ≤ 1023 at index k + 1074, made by exact doubling. */
export const powersOfTwo: Float64Array = makePowersOfTwo();

function makePowersOfTwo(): Float64Array {
  const table = new Float64Array(2098);
  let power = 1;
  for (let k = 0; k <= 1023; k++, power *= 2) table[k + 1074] = power;
  power = 1;
  for (let k = 0; k >= -1074; k--, power /= 2) table[k + 1074] = power;
  return table;
}
