import { bytesOfWords, paddedWords } from "./words.ts";

/** Eight words, each mod 2^32. */
type State = readonly [number, number, number, number, number, number, number, number];

/** SHA-256, 32 bytes (FIPS 180-4, 6.2; RFC 6234). */
export function sha256(bytes: Uint8Array): Uint8Array {
  const words = paddedWords(bytes, "big");
  let state = initial;
  const schedule = new Int32Array(64);
  for (let start = 0; start < words.length; start += 16) {
    schedule.set(words.subarray(start, start + 16));
    expand(schedule);
    state = compress(state, schedule);
  }
  return bytesOfWords(state, "big");
}

function expand(schedule: Int32Array): void {
  for (let t = 16; t < 64; t++) {
    const older = schedule[t - 15] as number;
    const newer = schedule[t - 2] as number;
    const small0 = rotateRight(older, 7) ^ rotateRight(older, 18) ^ (older >>> 3);
    const small1 = rotateRight(newer, 17) ^ rotateRight(newer, 19) ^ (newer >>> 10);
    schedule[t] = (schedule[t - 16] as number) + small0 + (schedule[t - 7] as number) + small1;
  }
}

function compress(state: State, schedule: Int32Array): State {
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t++) {
    const big1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const big0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const first = h + big1 + ((e & f) ^ (~e & g)) + (constants[t] as number) + (schedule[t] as number);
    const second = big0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const [A, B, C, D, E, F, G, H] = state;
  return [(A + a) | 0, (B + b) | 0, (C + c) | 0, (D + d) | 0, (E + e) | 0, (F + f) | 0, (G + g) | 0, (H + h) | 0];
}

function rotateRight(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** Fractions of the square roots of the first eight primes (FIPS 180-4, 5.3.3). */
const initial: State = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

/** Fractions of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const constants = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
];
