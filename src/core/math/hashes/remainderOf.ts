/**
 * Remainder of an unsigned number of any length, given as bytes with the most significant first. Exact for
 * divisors below 2^45; in pieces, because digests are longer than a double is exact.
 */
export function remainderOf(bytes: Uint8Array, divisor: number): number {
  let remainder = 0;
  for (const byte of bytes) remainder = (remainder * 256 + byte) % divisor;
  return remainder;
}
