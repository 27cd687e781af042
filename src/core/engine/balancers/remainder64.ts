/**
 * (high · 2³² + low) mod `modulus`, exact for a modulus up to 2³²: 16 bits at a time stay below 2⁵³. By
 * division, because `%` of numbers that are no small integers takes ten times as long.
 */
export function remainder64(high: number, low: number, modulus: number): number {
  const upper = remainder(remainder(high, modulus) * 65536 + (low >>> 16), modulus);
  return remainder(upper * 65536 + (low & 0xffff), modulus);
}

/** Of an integer below 2⁵³: the quotient may round up to the next integer, one too many. */
function remainder(value: number, modulus: number): number {
  const rest = value - Math.floor(value / modulus) * modulus;
  return rest < 0 ? rest + modulus : rest;
}
