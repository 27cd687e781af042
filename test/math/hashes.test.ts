import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32 } from "../../src/core/math/hashes/crc32.ts";
import { fnv1a } from "../../src/core/math/hashes/fnv1a.ts";
import { hexOf } from "../../src/core/math/hashes/hexOf.ts";
import { md5 } from "../../src/core/math/hashes/md5.ts";
import { murmur2 } from "../../src/core/math/hashes/murmur2.ts";
import { murmur3 } from "../../src/core/math/hashes/murmur3.ts";
import { remainderOf } from "../../src/core/math/hashes/remainderOf.ts";
import { sha1 } from "../../src/core/math/hashes/sha1.ts";
import { sha256 } from "../../src/core/math/hashes/sha256.ts";
import { utf8 } from "../../src/core/math/hashes/utf8.ts";

describe("UTF-8", () => {
  test("is what TextEncoder gives, for any code units", () => {
    const odd = ["", "a", "é", "€", "😀", "\ud83d", "\ude00", "\ude00\ud83d", "a\ud83db", "\uffff", "\udbff\udfff"];
    expect(odd).toHaveLength(11);
    for (const text of odd) expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const text = String.fromCharCode(...units);
        expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
      }),
    );
  });
});

/** RFC 1321, appendix A.5. */
const md5Answers = [
  ["", "d41d8cd98f00b204e9800998ecf8427e"],
  ["a", "0cc175b9c0f1b6a831c399e269772661"],
  ["abc", "900150983cd24fb0d6963f7d28e17f72"],
  ["message digest", "f96b697d7cb7938d525a2f31aaf161d0"],
  ["abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"],
  ["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"],
  ["1234567890".repeat(8), "57edf4a22be3c955ac49da2e2107b67a"],
] as const;

const twoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

/** RFC 3174, section 7.3, and FIPS 180's examples. */
const sha1Answers = [
  ["abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
  [twoBlocks, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"],
  ["01234567".repeat(80), "dea356a2cddd90c7a7ecedc5ebb563934f460452"],
] as const;

/** FIPS 180's examples. */
const sha256Answers = [
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [twoBlocks, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"],
] as const;

describe.each([
  { name: "md5", digest: md5, answers: md5Answers, count: 7 },
  { name: "sha1", digest: sha1, answers: sha1Answers, count: 3 },
  { name: "sha256", digest: sha256, answers: sha256Answers, count: 2 },
])("$name", ({ name, digest, answers, count }) => {
  test("gives the published digests", () => {
    expect(answers).toHaveLength(count);
    for (const [text, expected] of answers) expect(hexOf(digest(utf8(text)))).toBe(expected);
  });

  test("agrees with Node at every length around the block's end", () => {
    const lengths = Array.from({ length: 140 }, (_, length) => length);
    expect(lengths).toHaveLength(140);
    for (const length of lengths) {
      const bytes = Uint8Array.from({ length }, (_, index) => index * 37 + length);
      expect(hexOf(digest(bytes))).toBe(createHash(name).update(bytes).digest("hex"));
    }
  });
});

/**
 * SMHasher's verification value: keys of 0 to 255 bytes, each with a seed of its own, and the hashes of all
 * hashed again (`VerificationTest` in src/KeysetTest.cpp).
 */
function verificationValue(hash: (bytes: Uint8Array, seed: number) => number): number {
  const hashes = new DataView(new ArrayBuffer(4 * 256));
  for (let length = 0; length < 256; length++) {
    const key = Uint8Array.from({ length }, (_, index) => index);
    hashes.setUint32(4 * length, hash(key, 256 - length), true);
  }
  return hash(new Uint8Array(hashes.buffer), 0);
}

describe("32-bit hashes", () => {
  test("murmur3 and murmur2 have SMHasher's verification values", () => {
    expect(verificationValue(murmur3)).toBe(0xb0f57ee3);
    expect(verificationValue(murmur2)).toBe(0x27864c1e);
  });

  test("murmur3 and murmur2 give the values that the specification names", () => {
    expect([murmur3(utf8(""), 0), murmur2(utf8(""), 0), murmur2(utf8("a"), 0)]).toEqual([0, 0, 0x92685f5e]);
  });

  test("FNV-1a gives its authors' values", () => {
    const answers = [
      ["", 0x811c9dc5],
      ["a", 0xe40c292c],
      ["foobar", 0xbf9cf968],
    ] as const;
    expect(answers).toHaveLength(3);
    for (const [text, expected] of answers) expect(fnv1a(utf8(text))).toBe(expected);
  });

  test("FNV-1a over code units, as some JavaScript has it, differs outside ASCII only", () => {
    const units = (text: string): readonly number[] => Array.from(text, (_, index) => text.charCodeAt(index));
    expect(fnv1a(units("user-1"))).toBe(fnv1a(utf8("user-1")));
    expect(fnv1a(units("zoé"))).not.toBe(fnv1a(utf8("zoé")));
  });

  test("CRC-32 gives the catalogue's check value", () => {
    // https://reveng.sourceforge.io/crc-catalogue, CRC-32/ISO-HDLC.
    expect([crc32(utf8("123456789")), crc32(utf8(""))]).toEqual([0xcbf43926, 0]);
  });
});

describe("the remainder of a digest", () => {
  test("is that of the whole number", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 32 }), fc.integer({ min: 1, max: 2 ** 45 - 1 }), (bytes, divisor) => {
        const whole = BigInt(`0x0${hexOf(bytes)}`);
        expect(remainderOf(bytes, divisor)).toBe(Number(whole % BigInt(divisor)));
      }),
    );
  });
});
