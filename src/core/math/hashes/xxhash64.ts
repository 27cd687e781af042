import { littleEndianWord } from "./words.ts";

/** A 64-bit number as two unsigned halves. */
export interface Word64 {
  readonly high: number;
  readonly low: number;
}

/**
 * xxHash64 of bytes (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md). The seed is an integer
 * from 0 to 2⁵³ − 1. Everything is in pairs of 32-bit halves, no BigInt: a world hashes each of its users
 * once and each host a thousand times, and BigInt would make garbage at every step.
 */
export function xxhash64(bytes: Uint8Array, seed = 0): Word64 {
  const from = new Register(Math.floor(seed / 4294967296), seed);
  let at = bytes.length - (bytes.length % 32);
  const hash = at === 0 ? from.add(P5) : stripes(bytes, at, from);
  hash.add({ high: 0, low: bytes.length });
  for (; at + 8 <= bytes.length; at += 8) {
    hash
      .xor(round(new Register(0, 0), bytes, at))
      .rotateLeft(27)
      .multiply(P1)
      .add(P4);
  }
  if (at + 4 <= bytes.length) {
    hash
      .xor(new Register(0, littleEndianWord(bytes, at)).multiply(P1))
      .rotateLeft(23)
      .multiply(P2)
      .add(P3);
    at += 4;
  }
  for (; at < bytes.length; at++) {
    hash
      .xor(new Register(0, bytes[at] as number).multiply(P5))
      .rotateLeft(11)
      .multiply(P1);
  }
  hash.xorShift(33).multiply(P2).xorShift(29).multiply(P3).xorShift(32);
  return { high: hash.high >>> 0, low: hash.low >>> 0 };
}

const P1: Word64 = { high: 0x9e3779b1, low: 0x85ebca87 };
const P2: Word64 = { high: 0xc2b2ae3d, low: 0x27d4eb4f };
const P3: Word64 = { high: 0x165667b1, low: 0x9e3779f9 };
const P4: Word64 = { high: 0x85ebca77, low: 0xc2b2ae63 };
const P5: Word64 = { high: 0x27d4eb2f, low: 0x165667c5 };
const MINUS_P1: Word64 = { high: 0x61c8864e, low: 0x7a143579 };

/** Four lanes take 32 bytes at a time up to `end`, then become one. */
function stripes(bytes: Uint8Array, end: number, { high, low }: Word64): Register {
  const one = new Register(high, low).add(P1).add(P2);
  const two = new Register(high, low).add(P2);
  const three = new Register(high, low);
  const four = new Register(high, low).add(MINUS_P1);
  for (let at = 0; at < end; at += 32) {
    round(one, bytes, at);
    round(two, bytes, at + 8);
    round(three, bytes, at + 16);
    round(four, bytes, at + 24);
  }
  const hash = one.copy().rotateLeft(1);
  hash.add(two.copy().rotateLeft(7)).add(three.copy().rotateLeft(12)).add(four.copy().rotateLeft(18));
  for (const lane of [one, two, three, four]) {
    hash.xor(lane.multiply(P2).rotateLeft(31).multiply(P1)).multiply(P1).add(P4);
  }
  return hash;
}

function round(lane: Register, bytes: Uint8Array, at: number): Register {
  const input = new Register(littleEndianWord(bytes, at + 4), littleEndianWord(bytes, at)).multiply(P2);
  return lane.add(input).rotateLeft(31).multiply(P1);
}

/** Arithmetic modulo 2⁶⁴ in place, on signed halves. */
class Register implements Word64 {
  high: number;
  low: number;

  constructor(high: number, low: number) {
    this.high = high | 0;
    this.low = low | 0;
  }

  copy(): Register {
    return new Register(this.high, this.low);
  }

  add({ high, low }: Word64): this {
    const sum = (this.low >>> 0) + (low >>> 0);
    this.high = (this.high + high + (sum > 0xffffffff ? 1 : 0)) | 0;
    this.low = sum | 0;
    return this;
  }

  multiply({ high, low }: Word64): this {
    const upper = Math.imul(this.high, low) + Math.imul(this.low, high) + upperHalf(this.low, low);
    this.low = Math.imul(this.low, low);
    this.high = upper | 0;
    return this;
  }

  xor({ high, low }: Word64): this {
    this.high ^= high;
    this.low ^= low;
    return this;
  }

  /** Fewer than 32 bits. */
  rotateLeft(bits: number): this {
    const { high, low } = this;
    this.high = (high << bits) | (low >>> (32 - bits));
    this.low = (low << bits) | (high >>> (32 - bits));
    return this;
  }

  /** x ^= x >>> bits, for 1 to 63 bits. */
  xorShift(bits: number): this {
    if (bits >= 32) {
      this.low ^= this.high >>> (bits - 32);
    } else {
      this.low ^= (this.low >>> bits) | (this.high << (32 - bits));
      this.high ^= this.high >>> bits;
    }
    return this;
  }
}

/** The upper 32 bits of a 32 × 32 bit product, from four 16-bit pieces that doubles hold exactly. */
function upperHalf(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  return aHigh * bHigh + (middle >>> 16) + (((middle & 0xffff) + aLow * bHigh) >>> 16);
}
