import { Hash } from "../math/hash.ts";
import type { Recording } from "../model/index.ts";
import { arraysOf } from "./columns.ts";

/**
 * The fingerprint of what happened: columns, decisions and outcome. The same scenario and seed give the
 * same sixteen digits on every JavaScript engine. Byte order is that of every machine that runs one:
 * little-endian.
 */
export function hashRecording(recording: Recording): string {
  const hash = new Hash();
  for (const array of arraysOf(recording.columns)) hash.addWords(asWords(array));
  hash.addText(JSON.stringify(recording.decisions));
  hash.addText(`${recording.seed} ${recording.outcome} ${recording.endedAt}`);
  return hash.digest();
}

/** 32-bit words of an array: its own bytes, or its values where it holds 16-bit ones. */
function asWords(array: Float64Array | Int32Array | Uint16Array | Uint32Array): ArrayLike<number> {
  if (array instanceof Uint16Array) return array;
  return new Int32Array(array.buffer, array.byteOffset, array.byteLength / 4);
}
