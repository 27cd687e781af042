/** Text to and from the letters that a link may carry, compressed where that pays. */

const largestText = 262_144;

export async function pack(text: string): Promise<{ codec: "j" | "d"; payload: string }> {
  const plain = new TextEncoder().encode(text);
  const deflated = await through(plain, new CompressionStream("deflate-raw"), Number.POSITIVE_INFINITY);
  return deflated.length < plain.length
    ? { codec: "d", payload: toLetters(deflated) }
    : { codec: "j", payload: toLetters(plain) };
}

/** Throws where the payload is damaged or unpacks to more than 256 KiB. */
export async function unpack(codec: string, payload: string): Promise<string> {
  const bytes = fromLetters(payload);
  if (codec === "j") return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  if (codec !== "d") throw new Error(`unknown codec “${codec.slice(0, 12)}”`);
  const plain = await through(bytes, new DecompressionStream("deflate-raw"), largestText);
  return new TextDecoder("utf-8", { fatal: true }).decode(plain);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: BlobPart[] = [];
  let size = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > limit) {
      await reader.cancel();
      throw new Error(`it unpacks to more than ${limit} bytes`);
    }
    parts.push(new Uint8Array(next.value));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function toLetters(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromLetters(letters: string): Uint8Array<ArrayBuffer> {
  const binary = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
