/**
 * UTF-8 bytes of a text, as `TextEncoder` gives them: the core has no host to ask. A surrogate without its
 * partner becomes U+FFFD (WHATWG Encoding Standard, "UTF-8 encoder" after conversion to scalar values).
 */
export function utf8(text: string): Uint8Array {
  // A UTF-16 code unit never needs more than three bytes; a pair of them needs four.
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) ?? 0;
    // A surrogate that makes no pair stands alone.
    length = put(bytes, length, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
    if (point > 0xffff) at++;
  }
  return bytes.subarray(0, length);
}

/** Where the next character goes. RFC 3629, section 3. */
function put(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    bytes[at] = point;
    return at + 1;
  }
  const following = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  bytes[at] = ((0xff00 >> (following + 1)) & 0xff) | (point >> (6 * following));
  for (let i = 1; i <= following; i++) bytes[at + i] = 0x80 | ((point >> (6 * (following - i))) & 0x3f);
  return at + following + 1;
}
