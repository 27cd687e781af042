import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { YamlNoticed } from "./noticed.ts";
import { readable } from "./numbers.ts";
import { quoted } from "./quoted.ts";
import { readingLimits } from "./readingLimits.ts";
import { renderFirst } from "./templateMarks.ts";
import type { Field, ListTree, MapTree, ScalarTree, SourcePosition, Tree } from "./tree.ts";

/** Turns one document's nodes into trees, following aliases within a budget. */
export class TreeReader {
  readonly #lines: LineCounter;
  readonly #text: string;
  readonly #noticed: YamlNoticed;
  /** Anchors in document order; the library's own look-up walks the document for every alias. */
  readonly #anchors = new Map<string, Node>();
  #expanded = 0;
  /** The outermost alias that is being followed: where a budget that runs out is the reader's to see. */
  #outerAlias: SourcePosition | null = null;
  #over = false;

  constructor(lines: LineCounter, text: string, noticed: YamlNoticed) {
    this.#lines = lines;
    this.#text = text;
    this.#noticed = noticed;
  }

  read(node: unknown, depth: number): Tree | null {
    if (this.#over) return null;
    if (isAlias(node)) return this.#alias(node.source, node, depth);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return null;
    const at = this.#at(node);
    if (depth > readingLimits.depth)
      return this.#stop(at, `expected at most ${readingLimits.depth} levels of nesting, found more`);
    if (this.#outerAlias !== null && ++this.#expanded > readingLimits.expandedNodes) {
      return this.#stop(
        this.#outerAlias,
        `expected aliases to stand for at most ${readable(readingLimits.expandedNodes)} values, found more`,
      );
    }
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isMap(node)) return this.#map(node, at, depth);
    if (isSeq(node)) return this.#list(node, at, depth);
    return { kind: "scalar", at, value: scalarValue(node.value) };
  }

  #alias(name: string, node: Node, depth: number): Tree | null {
    const target = this.#anchors.get(name);
    if (target === undefined) {
      this.#noticed.refuse(
        "yaml",
        { at: this.#at(node), path: "" },
        `expected an anchor &${name} above this alias, found none`,
      );
      return null;
    }
    if (depth > readingLimits.depth)
      return this.#stop(this.#at(node), `expected at most ${readingLimits.depth} levels of nesting, found more`);
    const outer = this.#outerAlias;
    this.#outerAlias = outer ?? this.#at(node);
    const tree = this.read(target, depth + 1);
    this.#outerAlias = outer;
    return tree;
  }

  #list(node: YAMLSeq, at: SourcePosition, depth: number): ListTree {
    const items = node.items.map((item) => this.read(item, depth + 1) ?? emptyAt(at));
    return { kind: "list", at, items };
  }

  #map(node: YAMLMap, at: SourcePosition, depth: number): MapTree {
    const fields = new Map<string, Field>();
    const merged: Tree[] = [];
    for (const pair of node.items) this.#pair(pair, { fields, merged, depth, mapAt: at });
    for (const tree of merged) mergeInto(fields, tree);
    return { kind: "map", at, fields };
  }

  #pair(pair: Pair, into: { fields: Map<string, Field>; merged: Tree[]; depth: number; mapAt: SourcePosition }): void {
    const { key } = pair;
    const at = isScalar(key) || isMap(key) || isSeq(key) ? this.#at(key) : into.mapAt;
    if (!isScalar(key)) {
      this.#refuseKey(at);
      return;
    }
    const name = String(key.value);
    const value = this.read(pair.value, into.depth + 1) ?? emptyAt(at);
    if (name === "<<" && value.kind !== "scalar") {
      into.merged.push(value);
      return;
    }
    if (into.fields.has(name))
      this.#noticed.refuse(
        "yaml",
        { at, path: name },
        `expected each key once, found ${quoted(name)} twice in this map`,
      );
    into.fields.set(name, { at, value });
  }

  #refuseKey(at: SourcePosition): void {
    const offset = (this.#lines.lineStarts[at.line - 1] ?? 0) + at.column - 1;
    const line = lineAt(this.#text, offset);
    if (line.includes("{{")) this.#noticed.refuse("template", { at, path: "" }, renderFirst(line));
    else this.#noticed.refuse("yaml", { at, path: "" }, "expected a name as key, found a map, a list or an alias");
  }

  #stop(at: SourcePosition, message: string): null {
    this.#over = true;
    this.#noticed.refuse("limit", { at, path: "" }, message);
    return null;
  }

  #at(node: { readonly range?: readonly [number, number, number] | null | undefined }): SourcePosition {
    return positionAt(this.#lines, node.range?.[0] ?? 0);
  }
}

/** YAML's merge key: what is written in the map itself wins. */
function mergeInto(fields: Map<string, Field>, tree: Tree): void {
  const maps = tree.kind === "list" ? tree.items : [tree];
  for (const map of maps) {
    if (map.kind !== "map") continue;
    for (const [name, field] of map.fields) if (!fields.has(name)) fields.set(name, field);
  }
}

function scalarValue(value: unknown): ScalarTree["value"] {
  // No tool tells `-0` from 0.
  if (typeof value === "number") return value + 0;
  if (typeof value === "string" || typeof value === "boolean") return value;
  return value === null || value === undefined ? null : String(value);
}

function emptyAt(at: SourcePosition): ScalarTree {
  return { kind: "scalar", at, value: null };
}

export function positionAt(lines: LineCounter, offset: number): SourcePosition {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

export function lineAt(text: string, offset: number): string {
  const from = text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
  const to = text.indexOf("\n", offset);
  return text.slice(from, to === -1 ? text.length : to);
}
