import type { Place } from "../tree.ts";
import type { FlaggerPolicy } from "./policy.ts";

/** Where the manifest says something, or the nearest thing above it that it does say. */
export function placeOf(policy: FlaggerPolicy, path: string): Place {
  for (let shorter = path; shorter !== ""; shorter = parentOf(shorter)) {
    const at = Object.hasOwn(policy.positions, shorter) ? policy.positions[shorter] : undefined;
    if (at !== undefined) return { at, path };
  }
  return { at: { line: 1, column: 1 }, path };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("."), path.lastIndexOf("[")));
}
