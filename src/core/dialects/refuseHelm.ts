import type { YamlNoticed } from "./noticed.ts";
import { isHelmLine, renderFirst } from "./templateMarks.ts";
import type { Tree } from "./tree.ts";

/** As many as a person needs to see what is meant. */
const enough = 3;

/** Helm's marks inside a document that happens to be YAML, e.g. in quotes. */
export function refuseHelm(
  tree: Tree,
  path: string,
  noticed: YamlNoticed & { readonly problems: readonly unknown[] },
): void {
  if (noticed.problems.length >= enough) return;
  if (tree.kind === "list")
    for (const [index, item] of tree.items.entries()) refuseHelm(item, `${path}[${index}]`, noticed);
  if (tree.kind === "map")
    for (const [key, field] of tree.fields) refuseHelm(field.value, path === "" ? key : `${path}.${key}`, noticed);
  if (tree.kind === "scalar" && typeof tree.value === "string" && isHelmLine(tree.value))
    noticed.refuse("template", { at: tree.at, path }, renderFirst(tree.value));
}
