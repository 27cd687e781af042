import { littleEndianWord, rotateLeft } from "./words.ts";

/**
 * MurmurHash3, x86, 32 bits, unsigned (Appleby, https://github.com/aappleby/smhasher, MurmurHash3.cpp;
 * rule B1.1). Not for security.
 */
export function murmur3(bytes: Uint8Array, seed: number): number {
  const tail = bytes.length & ~3;
  let h = seed | 0;
  for (let at = 0; at < tail; at += 4)
    h = (Math.imul(rotateLeft(h ^ mixed(littleEndianWord(bytes, at)), 13), 5) + 0xe6546b64) | 0;
  // Bytes past the end read as zero, and a word of zeros mixes to zero: no tail changes nothing.
  h ^= mixed(littleEndianWord(bytes, tail));
  h ^= bytes.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function mixed(k: number): number {
  return Math.imul(rotateLeft(Math.imul(k, 0xcc9e2d51), 15), 0x1b873593);
}
