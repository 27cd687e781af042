/**
 * A 64-bit fingerprint of bytes as 16 hexadecimal digits: two MurmurHash3 (x86, 32 bit) lanes with
 * different seeds (Appleby, https://github.com/aappleby/smhasher). For telling recordings apart, not for
 * security.
 */
export class Hash {
  private one = 0x2c1b3c6d;
  private two = 0x297a2d39;
  private length = 0;

  /** Adds 32-bit words. */
  addWords(words: ArrayLike<number>): this {
    for (let i = 0; i < words.length; i++) this.addWord(words[i] as number);
    return this;
  }

  /** Adds the UTF-16 code units of a text, and its length. */
  addText(text: string): this {
    for (let i = 0; i < text.length; i++) this.addWord(text.charCodeAt(i));
    this.addWord(text.length);
    return this;
  }

  digest(): string {
    return [this.one, this.two]
      .map((lane) =>
        finish(lane ^ this.length)
          .toString(16)
          .padStart(8, "0"),
      )
      .join("");
  }

  private addWord(word: number): void {
    this.one = mix(this.one, word);
    this.two = mix(this.two, word ^ 0x9e3779b9);
    this.length += 4;
  }
}

function mix(lane: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = lane ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

function finish(lane: number): number {
  let h = lane ^ (lane >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
