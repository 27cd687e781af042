/**
 * FNV-1a, 32 bits, unsigned (Fowler, Noll, Vo: http://www.isthe.com/chongo/tech/comp/fnv; RFC 9923; rule
 * B1.3). Over the units given: bytes as published, or UTF-16 code units as some JavaScript libraries do.
 */
export function fnv1a(units: ArrayLike<number>): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < units.length; i++) h = Math.imul(h ^ (units[i] as number), 0x01000193);
  return h >>> 0;
}
