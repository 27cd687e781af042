import { type Document, isMap, isNode, isScalar, isSeq, type Pair, parseDocument } from "yaml";
import type { Problem } from "../model/index.ts";
import { groupDigits, overLimit, shorten } from "../notation/message.ts";
import { type BlockText, blockText } from "./blockText.ts";
import { limits } from "./limits.ts";
import { keyName, plainValue, resolved, startOf, tooDeep } from "./plainValue.ts";
import { hasTooManyTokens, isTooDeep } from "./tooCostly.ts";

export type Path = readonly PropertyKey[];

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML text as plain values, and where each of them was written. */
export interface PlacedDocument {
  /** Maps are objects without a prototype; null where the text could not be read at all. */
  readonly value: unknown;
  /** What keeps the text from being read. */
  readonly problems: readonly Problem[];
  /** Where the key or the value at this path stands; the nearest block around it when it is missing. */
  place(path: Path, part: "key" | "value"): Place;
  /** The place in this file of a place inside a `|` text; undefined for any other way to write a text. */
  placeInside(path: Path, place: Place): Place | undefined;
  /** The key and the value at this path as a text of their own; undefined where there is none. */
  block(path: Path): BlockText | undefined;
}

/** Reads hostile text: never throws, and reads no more than the limits allow. */
export function readDocument(text: string): PlacedDocument {
  if (text.length > limits.documentCharacters) {
    return unreadable(
      overLimit(`${groupDigits(limits.documentCharacters)} characters`, "documentCharacters", text.length),
    );
  }
  if (text.includes("\0")) return unreadable("expected a text file in UTF-8, found binary data");
  if (hasTooManyTokens(text)) return unreadable(overLimit(`${groupDigits(limits.tokens)} tokens`, "tokens", "more"));
  if (isTooDeep(text)) return unreadable(tooDeep);
  // Key uniqueness is checked below: the parser's own check takes quadratic time.
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: "error" });
  const at = placer(text);
  const said = [...document.errors, ...document.warnings].map(
    (error): Problem => ({ ...at(error.pos[0]), path: "", message: inOurWords(error.code, error.message) }),
  );
  const syntax = firstOfEach(said).slice(0, limits.problems);
  const plain = syntax.length > 0 ? { value: null, problems: syntax } : plainValue(document, at);
  return {
    ...plain,
    place: (path, part) => at(offsetOf(document, path, part)),
    placeInside: (path, place) => insideLiteral(text, nodeAt(document, path), at, place),
    block: (path) => blockAt(text, document, path),
  };
}

function unreadable(message: string): PlacedDocument {
  const start = { line: 1, column: 1 };
  const problems = [{ ...start, path: "", message }];
  return { value: null, problems, place: () => start, placeInside: () => undefined, block: () => undefined };
}

/** One mistake is often met again further down; where it was met first is the place to mend. */
function firstOfEach(problems: readonly Problem[]): readonly Problem[] {
  const first = new Map<string, Problem>();
  for (const problem of problems) if (!first.has(problem.message)) first.set(problem.message, problem);
  return [...first.values()];
}

function inOurWords(code: string, message: string): string {
  if (code === "MULTIPLE_DOCS") return "expected one document, found a second one after ---";
  if (code === "TAG_RESOLVE_FAILED") return `expected plain values, found a YAML tag: ${shorten(message)}`;
  return `expected YAML: ${shorten(message.charAt(0).toLowerCase() + message.slice(1), 120)}`;
}

/** Our own line starts: the library's counter misses some line ends inside quoted texts that go wrong. */
function placer(text: string): (offset: number) => Place {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function pairAt(container: unknown, name: PropertyKey): Pair | undefined {
  return isMap(container) ? container.items.find((pair) => keyName(pair) === String(name)) : undefined;
}

function childOf(container: unknown, name: PropertyKey): unknown {
  return isSeq(container) ? container.items[Number(name)] : pairAt(container, name)?.value;
}

function nodeAt(document: Document, path: Path): unknown {
  let node = resolved(document, document.contents);
  for (const name of path) node = resolved(document, childOf(node, name));
  return node;
}

function blockAt(text: string, document: Document, path: Path): BlockText | undefined {
  const around = nodeAt(document, path.slice(0, -1));
  const pair = pairAt(around, path.at(-1) ?? "");
  if (pair === undefined || !isNode(pair.key) || !isNode(pair.value)) return undefined;
  const [from, to] = [pair.key.range?.[0], pair.value.range?.[1]];
  if (from === undefined || to === undefined) return undefined;
  return blockText(text, { from, to, inBraces: isMap(around) && around.flow === true });
}

/** An empty value has no place of its own, so its key stands for it. */
function offsetOf(document: Document, path: Path, part: "key" | "value"): number {
  let node = resolved(document, document.contents);
  let offset = startOf(node);
  for (const [index, name] of path.entries()) {
    const pair = pairAt(node, name);
    const child = childOf(node, name);
    const last = index === path.length - 1;
    if (pair === undefined && child === undefined) return offset;
    const useKey = pair !== undefined && (!last || part === "key" || child === null || isEmpty(child));
    offset = startOf(useKey ? pair.key : child);
    node = resolved(document, child);
  }
  return offset;
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null && (node.source ?? "") === "";
}

/** A `|` text starts on the line below its mark, each line after the block's own indent. */
function insideLiteral(text: string, node: unknown, at: (offset: number) => Place, place: Place): Place | undefined {
  if (!isScalar(node) || node.type !== "BLOCK_LITERAL" || typeof node.value !== "string") return undefined;
  const first = at(startOf(node)).line + 1;
  const sources = text.split(/\r?\n/);
  const written = node.value.split("\n");
  const sample = written.findIndex((line) => line.trim() !== "");
  const indent = Math.max(0, (sources[first + sample - 1]?.length ?? 0) - (written[sample]?.length ?? 0));
  return { line: first + place.line - 1, column: place.column + indent };
}
