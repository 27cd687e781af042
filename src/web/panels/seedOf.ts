import { largestSeed } from "../state/document.ts";

/** The seed that a person wrote, or null where it is none. */
export function seedOf(text: string): number | null {
  // `Number` would also take "", "1e3" and "0x10", which nobody means here.
  const digits = text.trim();
  const seed = Number(digits);
  return /^\d+$/.test(digits) && seed <= largestSeed ? seed : null;
}
