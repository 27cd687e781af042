import { readable } from "../numbers.ts";
import { quoted } from "../quoted.ts";
import { readingLimits } from "../readingLimits.ts";
import type { MapTree, Place, SourcePosition, Tree } from "../tree.ts";
import type { Noticed, ProblemKind } from "./problems.ts";

/** A map of the manifest with its path, and where to say what is wrong with it. */
export class Section {
  readonly map: MapTree;
  readonly path: string;
  readonly noticed: Noticed;

  constructor(map: MapTree, path: string, noticed: Noticed) {
    this.map = map;
    this.path = path;
    this.noticed = noticed;
  }

  get place(): Place {
    return { at: this.map.at, path: this.path };
  }

  /** Null and absent are the same: the API server prunes nulls. */
  has(key: string): boolean {
    return this.value(key) !== null;
  }

  value(key: string): Tree | null {
    const field = this.map.fields.get(key);
    if (field === undefined || (field.value.kind === "scalar" && field.value.value === null)) return null;
    return field.value;
  }

  /** Where a field's value stands, or the map when there is none. */
  placeOf(key: string): Place {
    return { at: this.value(key)?.at ?? this.map.at, path: this.pathOf(key) };
  }

  pathOf(key: string): string {
    return this.path === "" ? key : `${this.path}.${key}`;
  }

  /** A string, or null when absent. Of the wrong type: a problem of that kind. */
  text(key: string, kind: ProblemKind = "type", what = "a string"): string | null {
    const tree = this.value(key);
    if (tree === null) return null;
    if (tree.kind === "scalar" && typeof tree.value === "string") return tree.value;
    return this.#wrong(key, what, kind);
  }

  number(key: string): number | null {
    const tree = this.value(key);
    if (tree === null) return null;
    if (tree.kind === "scalar" && typeof tree.value === "number" && Number.isFinite(tree.value)) return tree.value;
    return this.#wrong(key, "a number");
  }

  /** F1.4: the API server takes a fraction and the program cannot decode it. */
  whole(key: string): number | null {
    const value = this.number(key);
    if (value === null || Number.isSafeInteger(value)) return value;
    return this.#wrong(key, "a whole number");
  }

  flag(key: string): boolean {
    const tree = this.value(key);
    if (tree === null) return false;
    if (tree.kind === "scalar" && typeof tree.value === "boolean") return tree.value;
    this.#wrong(key, "true or false");
    return false;
  }

  section(key: string): Section | null {
    const tree = this.value(key);
    if (tree === null) return null;
    if (tree.kind === "map") return new Section(tree, this.pathOf(key), this.noticed);
    return this.#wrong(key, "a map");
  }

  /** The items of a list that are maps; each other item is a problem. */
  sections(key: string): readonly Section[] {
    return this.#items(key).flatMap(({ tree, path }) => {
      if (tree.kind === "map") return [new Section(tree, path, this.noticed)];
      this.noticed.refuse("type", { at: tree.at, path }, `expected a map, found ${shown(tree)}`);
      return [];
    });
  }

  wholes(key: string): readonly number[] {
    return this.#items(key).flatMap(({ tree, path }) => {
      if (tree.kind === "scalar" && typeof tree.value === "number" && Number.isSafeInteger(tree.value))
        return [tree.value];
      this.noticed.refuse("type", { at: tree.at, path }, `expected a whole number, found ${shown(tree)}`);
      return [];
    });
  }

  #items(key: string): readonly { readonly tree: Tree; readonly path: string }[] {
    const tree = this.value(key);
    if (tree === null) return [];
    if (tree.kind !== "list") {
      this.#wrong(key, "a list");
      return [];
    }
    const path = this.pathOf(key);
    if (tree.items.length > readingLimits.entries) {
      this.noticed.refuse(
        "limit",
        { at: tree.at, path },
        `expected at most ${readingLimits.entries} entries, found ${readable(tree.items.length)}`,
      );
      return [];
    }
    return tree.items.map((item, index) => ({ tree: item, path: `${path}[${index}]` }));
  }

  #wrong(key: string, expected: string, kind: ProblemKind = "type"): null {
    const tree = this.value(key);
    this.noticed.refuse(
      kind,
      this.placeOf(key),
      `expected ${expected}, found ${tree === null ? "nothing" : shown(tree)}`,
    );
    return null;
  }
}

/** A value in a message. */
function shown(tree: Tree): string {
  if (tree.kind === "map") return "a map";
  return tree.kind === "list" ? "a list" : quoted(tree.value);
}

/** Positions of a section's fields and what is inside them, by path, a few levels deep. */
export function positionsOf(section: Section): Record<string, SourcePosition> {
  const found = new Map<string, SourcePosition>();
  collect(section.map, { path: section.path, depth: 0, found });
  return Object.fromEntries(found);
}

/** Enough for any manifest that people write; the rest points at what is around it. */
const mostPositions = 2000;

interface Collecting {
  readonly path: string;
  readonly depth: number;
  readonly found: Map<string, SourcePosition>;
}

function collect(tree: Tree, { path, depth, found }: Collecting): void {
  if (depth > 5 || found.size >= mostPositions) return;
  found.set(path, tree.at);
  for (const { name, child } of childrenOf(tree)) collect(child, { path: `${path}${name}`, depth: depth + 1, found });
}

function childrenOf(tree: Tree): readonly { readonly name: string; readonly child: Tree }[] {
  if (tree.kind === "list") return tree.items.map((child, index) => ({ name: `[${index}]`, child }));
  if (tree.kind === "map") return [...tree.fields].map(([key, { value }]) => ({ name: `.${key}`, child: value }));
  return [];
}
