import type { Problem } from "../model/index.ts";
import { type Foreign, foreignKind } from "./foreignKinds.ts";
import { foreignShape } from "./foreignShapes.ts";
import { type Fragment, fragmentOf } from "./fragments.ts";
import { Noticed } from "./noticed.ts";
import { quoted } from "./quoted.ts";
import { refuseHelm } from "./refuseHelm.ts";
import { dialects } from "./registry.ts";
import type { MapTree, SourcePosition, Tree } from "./tree.ts";
import { textUnder } from "./treeQueries.ts";
import { readDocuments } from "./yamlTree.ts";

/** Whose text this is. */
export type Detected =
  | { readonly type: "dialect"; readonly name: string }
  /** A piece of a dialect's manifest. Its own parser says what is missing; `wrapFragment` puts it there. */
  | { readonly type: "fragment"; readonly name: string; readonly fragment: Fragment }
  /** Another tool's, or nobody's: said with its place. */
  | { readonly type: "refused"; readonly problems: readonly Problem[] };

const wanted = "expected a Flagger Canary, an Argo Rollout or a policy of our own under native:";

/** Tells by `apiVersion`, `kind` and shape. Never throws. */
export function detect(text: string): Detected {
  const noticed = new Noticed<"yaml" | "limit" | "template">();
  const trees = readDocuments(text, noticed).flatMap(listItems);
  const maps = trees.filter((tree): tree is MapTree => tree.kind === "map");
  const known = Object.keys(dialects).find((name) => dialects[name]?.recognises(text));
  const foreign = maps.flatMap((map) => foreignKind(map) ?? []);
  // A bundle is its policy's; but a Rollout of somebody else's group is not Argo's.
  if (known !== undefined && (foreign.length < maps.length || maps.length === 0 || ownsGroup(text)))
    return { type: "dialect", name: known };
  if (noticed.problems.length > 0) return { type: "refused", problems: noticed.problems.map(plain) };
  return other(trees, maps, foreign) ?? { type: "refused", problems: [unknown(trees)] };
}

function ownsGroup(text: string): boolean {
  return /flagger\.app\/|argoproj\.io\//.test(text);
}

function other(trees: readonly Tree[], maps: readonly MapTree[], kinds: readonly Foreign[]): Detected | null {
  const [first] = kinds;
  if (first !== undefined) return { type: "refused", problems: kinds.slice(0, 5).map(refusal) };
  const shape = maps.map(foreignShape).find((found) => found !== null) ?? null;
  if (shape !== null) return { type: "refused", problems: [refusal(shape)] };
  const leftovers = new Noticed<"yaml" | "limit" | "template">();
  for (const tree of trees) refuseHelm(tree, "", leftovers);
  if (leftovers.problems.length > 0) return { type: "refused", problems: leftovers.problems.map(plain) };
  const fragment = maps.map(fragmentOf).find((found) => found !== null) ?? null;
  return fragment === null ? null : { type: "fragment", name: fragment.dialect, fragment };
}

/** The text with the lines around it that it was cut out of; null where it is no fragment. */
export function wrapFragment(text: string): string | null {
  const detected = detect(text);
  if (detected.type !== "fragment") return null;
  const { head, indent } = detected.fragment;
  const lines = text.split("\n").map((line) => (line.trim() === "" ? line : " ".repeat(indent) + line));
  return [...head, ...lines].join("\n");
}

function refusal({ what, hint, tree }: Foreign): Problem {
  const { line, column } = tree.at;
  return { line, column, path: "", message: `${wanted}, found ${what}${hint === "" ? "" : `: ${hint}`}` };
}

function unknown(trees: readonly Tree[]): Problem {
  const [first] = trees;
  const { line, column }: SourcePosition = first?.at ?? { line: 1, column: 1 };
  const kind = textUnder(first, "kind");
  const found =
    first === undefined
      ? "an empty file"
      : first.kind === "list"
        ? "a list"
        : first.kind === "scalar"
          ? "plain text"
          : kind === ""
            ? "a document without a kind"
            : `kind ${quoted(kind)}`;
  return { line, column, path: "", message: `${wanted}, found ${found}` };
}

/** `kubectl get -o yaml` wraps documents in a List. */
function listItems(tree: Tree): readonly Tree[] {
  if (textUnder(tree, "kind") !== "List" || tree.kind !== "map") return [tree];
  const items = tree.fields.get("items")?.value;
  return items?.kind === "list" ? items.items : [tree];
}

function plain({ line, column, path, message }: Problem): Problem {
  return { line, column, path, message };
}
