import type { Xoshiro } from "./xoshiro.ts";

/** What samplers draw from: the next number in [0, 1) with 53 random bits. */
export interface UniformSource {
  next(): number;
}

const BLOCK = 256;

/** Reads a stream number by number, filled in blocks. For samplers that need an unknown count of draws. */
export class Uniforms implements UniformSource {
  private readonly stream: Xoshiro;
  private readonly block = new Float64Array(BLOCK);
  private position = BLOCK;

  constructor(stream: Xoshiro) {
    this.stream = stream;
  }

  next(): number {
    if (this.position === BLOCK) {
      this.stream.fillInto(this.block);
      this.position = 0;
    }
    return this.block[this.position++] as number;
  }
}
