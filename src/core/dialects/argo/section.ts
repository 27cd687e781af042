import { quoted } from "../quoted.ts";
import { readingLimits } from "../readingLimits.ts";
import type { MapTree, Place, Tree } from "../tree.ts";
import type { Noticed, ProblemKind } from "./problems.ts";

/** Above what any cluster runs of one service. */
const mostPods = 10_000;

/** A map of the bundle with its path, and where to say what is wrong with it. */
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

  get keys(): readonly string[] {
    return [...this.map.fields.keys()].filter((key) => this.has(key));
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

  pathOf(key: string): string {
    return this.path === "" ? key : `${this.path}.${key}`;
  }

  /** Where a field's value stands, or the map when there is none. */
  placeOf(key: string): Place {
    return { at: this.value(key)?.at ?? this.map.at, path: this.pathOf(key) };
  }

  refuse(kind: ProblemKind, key: string, message: string): void {
    this.noticed.refuse(kind, this.placeOf(key), message);
  }

  /** A string, or empty when absent. */
  text(key: string): string {
    const tree = this.value(key);
    if (tree === null) return "";
    if (tree.kind === "scalar" && typeof tree.value === "string") return tree.value;
    return this.#wrong(key, "a string") ?? "";
  }

  whole(key: string): number | null {
    const tree = this.value(key);
    if (tree === null) return null;
    if (tree.kind === "scalar" && typeof tree.value === "number" && Number.isSafeInteger(tree.value)) return tree.value;
    return this.#wrong(key, "a whole number");
  }

  /** As `whole`, and not below 0. */
  count(key: string): number | null {
    const value = this.whole(key);
    return value === null || value >= 0 ? value : this.#wrong(key, "a whole number of 0 or more");
  }

  /** Pods, as many as the simulated cluster counts one by one. */
  pods(key: string): number | null {
    const value = this.count(key);
    if (value === null || value <= mostPods) return value;
    this.refuse("limit", key, `expected at most ${mostPods} pods, found ${value}`);
    return null;
  }

  /** Kubernetes' IntOrString. */
  wholeOrText(key: string): number | string | null {
    const tree = this.value(key);
    if (tree === null) return null;
    if (tree.kind === "scalar" && typeof tree.value === "string") return tree.value;
    return this.whole(key);
  }

  flag(key: string): boolean | null {
    const tree = this.value(key);
    if (tree === null) return null;
    if (tree.kind === "scalar" && typeof tree.value === "boolean") return tree.value;
    return this.#wrong(key, "true or false");
  }

  section(key: string): Section | null {
    const tree = this.value(key);
    if (tree === null) return null;
    return tree.kind === "map" ? new Section(tree, this.pathOf(key), this.noticed) : this.#wrong(key, "a map");
  }

  /** The items of a list that are maps; each other item is a problem. */
  sections(key: string): readonly Section[] {
    const tree = this.value(key);
    if (tree === null) return [];
    if (tree.kind !== "list") {
      this.#wrong(key, "a list");
      return [];
    }
    if (tree.items.length > readingLimits.entries) {
      this.refuse("limit", key, `expected at most ${readingLimits.entries} entries, found ${tree.items.length}`);
      return [];
    }
    return tree.items.flatMap((item, index) => {
      const path = `${this.pathOf(key)}[${index}]`;
      if (item.kind === "map") return [new Section(item, path, this.noticed)];
      this.noticed.refuse("type", { at: item.at, path }, `expected a map, found ${shown(item)}`);
      return [];
    });
  }

  #wrong(key: string, expected: string): null {
    const tree = this.value(key);
    this.refuse("type", key, `expected ${expected}, found ${tree === null ? "nothing" : shown(tree)}`);
    return null;
  }
}

/** A value in a message. */
function shown(tree: Tree): string {
  if (tree.kind === "map") return "a map";
  return tree.kind === "list" ? "a list" : quoted(tree.value);
}
