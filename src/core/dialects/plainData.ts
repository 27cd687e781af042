import type { Tree } from "./tree.ts";

/** YAML without its positions. */
export type PlainData = string | number | boolean | null | readonly PlainData[] | { readonly [key: string]: PlainData };

export function plainData(tree: Tree): PlainData {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(plainData);
  // Defines fields and never assigns, so that a key named `__proto__` stays a key.
  return Object.fromEntries([...tree.fields].map(([key, { value }]) => [key, plainData(value)]));
}
