import { littleEndianWord } from "./words.ts";

const multiplier = 0x5bd1e995;

/**
 * MurmurHash2, 32 bits, unsigned (Appleby, https://github.com/aappleby/smhasher, MurmurHash2.cpp; nginx has
 * it with seed 0 in src/core/ngx_murmurhash.c; rule B1.2). Not for security.
 */
export function murmur2(bytes: Uint8Array, seed: number): number {
  const tail = bytes.length & ~3;
  let h = seed ^ bytes.length;
  for (let at = 0; at < tail; at += 4) {
    let k = Math.imul(littleEndianWord(bytes, at), multiplier);
    k = Math.imul(k ^ (k >>> 24), multiplier);
    h = Math.imul(h, multiplier) ^ k;
  }
  if (tail < bytes.length) h = Math.imul(h ^ littleEndianWord(bytes, tail), multiplier);
  h = Math.imul(h ^ (h >>> 13), multiplier);
  return (h ^ (h >>> 15)) >>> 0;
}
