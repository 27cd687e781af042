/**
 * xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), read as
 * uniforms in blocks. State stays in locals while a block is filled, since closure variables that hold
 * large 32-bit values become boxed numbers and cost more than the arithmetic.
 */
export class Xoshiro {
  private readonly state: Int32Array;

  /** Four 32-bit words, not all zero. */
  constructor(state: readonly [number, number, number, number]) {
    this.state = Int32Array.from(state);
    if (state.every((word) => word === 0)) this.state[0] = 0x9e3779b9;
  }

  /** The next `count` raw 32-bit words. */
  words(count: number): Uint32Array {
    const out = new Uint32Array(count);
    for (let i = 0; i < count; i++) out[i] = this.word();
    return out;
  }

  private word(): number {
    const s = this.state;
    const s1 = s[1] as number;
    const scrambled = Math.imul(s1, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const shifted = s1 << 9;
    s[2] = (s[2] as number) ^ (s[0] as number);
    s[3] = (s[3] as number) ^ s1;
    s[1] = s1 ^ (s[2] as number);
    s[0] = (s[0] as number) ^ (s[3] as number);
    s[2] = (s[2] as number) ^ shifted;
    s[3] = ((s[3] as number) << 11) | ((s[3] as number) >>> 21);
    return result;
  }

  /** Fills a block with numbers in [0, 1) of 53 random bits, two words each. */
  fillInto(block: Float64Array): void {
    const { state } = this;
    let s0 = state[0] as number;
    let s1 = state[1] as number;
    let s2 = state[2] as number;
    let s3 = state[3] as number;
    for (let i = 0; i < block.length; i++) {
      let scrambled = Math.imul(s1, 5);
      const upper = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 5;
      let shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);

      scrambled = Math.imul(s1, 5);
      const lower = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 6;
      shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);

      block[i] = (upper * 67108864 + lower) * 1.1102230246251565e-16;
    }
    state[0] = s0;
    state[1] = s1;
    state[2] = s2;
    state[3] = s3;
  }
}
