import type { Place } from "./document.ts";

/** A block of a file as a text of its own, and where in the file each place of it is. */
export interface BlockText {
  readonly text: string;
  place(inside: Place): Place;
}

/** Spaces that lines after the first keep, so that they stay inside the block's first key. */
const kept = 2;

/**
 * Cuts `[from, to)` out of a text, which begins with a key. In a block the key's indent goes from every line; inside
 * braces the lines may stand anywhere, so they move together until they are inside the key.
 */
export function blockText(
  text: string,
  { from, to, inBraces }: { readonly from: number; readonly to: number; readonly inBraces: boolean },
): BlockText {
  const firstLine = text.slice(0, from).split("\n").length;
  const indent = from - (text.lastIndexOf("\n", from - 1) + 1);
  const lines = text.slice(from, to).split("\n");
  const least = Math.min(...lines.slice(1).filter(isWritten).map(indentOf));
  const gone = lines.map((line, index) => {
    if (index === 0) return indent;
    return inBraces ? (Number.isFinite(least) ? least - kept : 0) : Math.min(indent, indentOf(line));
  });
  return {
    text: lines.map((line, index) => (index === 0 ? line : moved(line, gone[index] ?? 0))).join("\n"),
    place: ({ line, column }) => ({ line: firstLine + line - 1, column: column + (gone[line - 1] ?? 0) }),
  };
}

function moved(line: string, gone: number): string {
  return gone >= 0 ? line.slice(gone) : " ".repeat(-gone) + line;
}

function isWritten(line: string): boolean {
  return line.trim() !== "";
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
