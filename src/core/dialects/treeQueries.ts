import type { MapTree, Tree } from "./tree.ts";

/** The value under a key, or under keys one inside the other; undefined where there is none. */
export function under(tree: Tree | undefined, ...keys: readonly string[]): Tree | undefined {
  let found = tree;
  for (const key of keys) found = found?.kind === "map" ? found.fields.get(key)?.value : undefined;
  return found;
}

/** The text under a key; empty where there is none. */
export function textUnder(tree: Tree | undefined, ...keys: readonly string[]): string {
  const found = under(tree, ...keys);
  return found?.kind === "scalar" && typeof found.value === "string" ? found.value : "";
}

export function hasAny(map: MapTree, keys: readonly string[]): boolean {
  return keys.some((key) => map.fields.has(key));
}

export function itemsUnder(tree: Tree | undefined, key: string): readonly Tree[] {
  const list = under(tree, key);
  return list?.kind === "list" ? list.items : [];
}
