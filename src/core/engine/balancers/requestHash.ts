import { utf8 } from "../../math/hashes/utf8.ts";
import { type Word64, xxhash64 } from "../../math/hashes/xxhash64.ts";
import type { RequestHashes } from "./instancePicker.ts";

/** The hash of a request from what its policies read: header, cookie, source address or query values (E5.4). */
export function requestHash(values: readonly string[]): Word64 {
  return values.map((value) => xxhash64(utf8(value))).reduce(combined, { high: 0, low: 0 });
}

/** Hashes of `count` keys as columns, for instance of every user once before a run. */
export function requestHashes(count: number, valuesOf: (key: number) => readonly string[]): RequestHashes {
  const hashes = { high: new Uint32Array(count), low: new Uint32Array(count) };
  for (let key = 0; key < count; key++) {
    const { high, low } = requestHash(valuesOf(key));
    hashes.high[key] = high;
    hashes.low[key] = low;
  }
  return hashes;
}

/** Rotate-left(old, 1) xor new; on zero, which has nothing to rotate, the new one itself. */
function combined(old: Word64, { high, low }: Word64): Word64 {
  return {
    high: (((old.high << 1) | (old.low >>> 31)) ^ high) >>> 0,
    low: (((old.low << 1) | (old.high >>> 31)) ^ low) >>> 0,
  };
}
