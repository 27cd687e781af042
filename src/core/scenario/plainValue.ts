import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Problem } from "../model/index.ts";
import { groupDigits, overLimit, shorten } from "../notation/message.ts";
import type { Path, Place } from "./document.ts";
import { limits } from "./limits.ts";

export const tooDeep = `expected at most ${limits.depth} blocks inside one another (limit "depth")`;

interface Walk {
  readonly document: Document;
  readonly at: (offset: number) => Place;
  readonly problems: Problem[];
  values: number;
  aliases: number;
}

/** What a document says, in objects without a prototype, lists and scalars; and what cannot be said. */
export function plainValue(
  document: Document,
  at: (offset: number) => Place,
): { readonly value: unknown; readonly problems: readonly Problem[] } {
  const walk: Walk = { document, at, problems: [], values: 0, aliases: 0 };
  const value = plainNode(walk, document.contents, [], 0);
  return { value, problems: walk.problems.slice(0, limits.problems) };
}

function refuse(walk: Walk, node: unknown, path: Path, message: string): null {
  walk.problems.push({ ...walk.at(startOf(node)), path: path.map(String).join("."), message });
  return null;
}

/** Counting before anything is made keeps aliases of aliases from growing. */
function plainNode(walk: Walk, node: unknown, path: Path, depth: number): unknown {
  walk.values++;
  if (walk.values === limits.values + 1)
    return refuse(walk, node, path, overLimit(`${groupDigits(limits.values)} values`, "values", "more"));
  if (walk.values > limits.values) return null;
  if (depth > limits.depth) return refuse(walk, node, path, tooDeep);
  if (isScalar(node)) return node.value;
  if (isAlias(node)) return plainAlias(walk, node, path, depth);
  if (isSeq(node)) {
    const items = node.items.slice(0, limits.values);
    return items.map((item, index) => plainNode(walk, item, [...path, index], depth + 1));
  }
  return isMap(node) ? plainMap(walk, node.items, path, depth) : null;
}

function plainAlias(walk: Walk, node: Node, path: Path, depth: number): unknown {
  walk.aliases++;
  if (walk.aliases > limits.aliases) {
    const over = walk.aliases === limits.aliases + 1;
    return over ? refuse(walk, node, path, overLimit(`${limits.aliases} aliases`, "aliases", "more")) : null;
  }
  return plainNode(walk, resolved(walk.document, node), path, depth + 1);
}

function plainMap(walk: Walk, pairs: readonly Pair[], path: Path, depth: number): Record<string, unknown> {
  const map: Record<string, unknown> = Object.create(null);
  for (const pair of pairs) {
    if (walk.values > limits.values) break;
    const name = keyName(pair);
    if (name === undefined) refuse(walk, pair.key, path, "expected a name before the colon");
    else if (name === "__proto__") refuse(walk, pair.key, path, 'the name "__proto__" cannot be used');
    else if (name in map)
      refuse(walk, pair.key, [...path, name], `"${shorten(name)}" is written twice in the same block`);
    else map[name] = plainNode(walk, pair.value, [...path, name], depth + 1);
  }
  return map;
}

export function keyName(pair: Pair): string | undefined {
  if (!isScalar(pair.key) || pair.key.value === null) return undefined;
  return typeof pair.key.value === "string" ? pair.key.value : (pair.key.source ?? String(pair.key.value));
}

export function resolved(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

export function startOf(node: unknown): number {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
  return range?.[0] ?? 0;
}
