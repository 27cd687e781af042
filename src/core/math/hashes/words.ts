/** Which byte of a 32-bit word comes first. */
export type ByteOrder = "big" | "little";

/**
 * A message as 32-bit words in whole blocks of 64 bytes, padded as MD5 (RFC 1321, 3.1 and 3.2) and the SHA
 * family (FIPS 180-4, 5.1.1) have it: a one bit, zeros, the length in bits.
 */
export function paddedWords(bytes: Uint8Array, order: ByteOrder): Int32Array {
  const blocks = Math.floor((bytes.length + 8) / 64) + 1;
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  const little = order === "little";
  const high = Math.floor(bytes.length / 2 ** 29);
  const low = (bytes.length << 3) >>> 0;
  view.setUint32(padded.length - 8, little ? low : high, little);
  view.setUint32(padded.length - 4, little ? high : low, little);
  const words = new Int32Array(blocks * 16);
  for (let i = 0; i < words.length; i++) words[i] = view.getInt32(i * 4, little);
  return words;
}

/** Words as the bytes of a digest. */
export function bytesOfWords(words: ArrayLike<number>, order: ByteOrder): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  for (let i = 0; i < words.length; i++) view.setInt32(i * 4, words[i] as number, order === "little");
  return new Uint8Array(view.buffer);
}

export function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Four bytes as a word, the least significant first; bytes past the end read as zero. */
export function littleEndianWord(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  return low | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
