import { bytesOfWords, paddedWords, rotateLeft } from "./words.ts";

/** Five words, each mod 2^32. */
type State = readonly [number, number, number, number, number];

/** SHA-1, 20 bytes (FIPS 180-4, 6.1; RFC 3174). For buckets, not for security. */
export function sha1(bytes: Uint8Array): Uint8Array {
  const words = paddedWords(bytes, "big");
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const schedule = new Int32Array(80);
  for (let start = 0; start < words.length; start += 16) {
    schedule.set(words.subarray(start, start + 16));
    expand(schedule);
    state = compress(state, schedule);
  }
  return bytesOfWords(state, "big");
}

function expand(schedule: Int32Array): void {
  for (let t = 16; t < 80; t++) {
    const near = (schedule[t - 3] as number) ^ (schedule[t - 8] as number);
    schedule[t] = rotateLeft(near ^ (schedule[t - 14] as number) ^ (schedule[t - 16] as number), 1);
  }
}

function compress(state: State, schedule: Int32Array): State {
  let [a, b, c, d, e] = state;
  for (let t = 0; t < 80; t++) {
    const next = (rotateLeft(a, 5) + chosen(t, b, c, d) + e + (schedule[t] as number)) | 0;
    e = d;
    d = c;
    c = rotateLeft(b, 30);
    b = a;
    a = next;
  }
  return [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0, (state[4] + e) | 0];
}

/** The function of step t with its constant (FIPS 180-4, 4.1.1 and 4.2.1). */
function chosen(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) ^ (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) ^ (b & d) ^ (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}
