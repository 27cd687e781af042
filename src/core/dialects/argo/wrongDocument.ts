import { quoted } from "../quoted.ts";
import type { MapTree, Tree } from "../tree.ts";
import type { Noticed } from "./problems.ts";

const wanted = "expected an Argo Rollout (apiVersion argoproj.io/v1alpha1, kind Rollout)";
const specKeys = ["strategy", "template", "selector", "workloadRef"];
const strategyKeys = ["canary", "blueGreen", "steps", "canaryService", "activeService", "trafficRouting"];

/** Why none of these documents is a policy, as precisely as can be said. */
export function wrongDocument(documents: readonly Tree[], noticed: Noticed): void {
  const [first] = documents;
  const map = documents.find((tree): tree is MapTree => tree.kind === "map");
  if (first === undefined)
    noticed.refuse("kind", { at: { line: 1, column: 1 }, path: "" }, `${wanted}, found an empty file`);
  else if (map === undefined)
    noticed.refuse(
      "kind",
      { at: first.at, path: "" },
      `${wanted}, found ${first.kind === "list" ? "a list" : "plain text"}`,
    );
  else refuseMap(map, documents, noticed);
}

function refuseMap(map: MapTree, documents: readonly Tree[], noticed: Noticed): void {
  const kinds = documents.flatMap(kindOf);
  for (const { kind, tree } of kinds.slice(0, 5)) {
    const hint = kind.endsWith("AnalysisTemplate") ? ", which a Rollout uses: put the Rollout into the same file" : "";
    noticed.refuse("kind", { at: tree.at, path: "kind" }, `expected kind Rollout, found ${quoted(kind)}${hint}`);
  }
  if (kinds.length === 0)
    noticed.refuse("kind", { at: map.at, path: "" }, `expected a whole Rollout, found ${fragment(map)}`);
}

function kindOf(tree: Tree): readonly { readonly kind: string; readonly tree: Tree }[] {
  const kind = tree.kind === "map" ? tree.fields.get("kind")?.value : undefined;
  return kind?.kind === "scalar" && kind.value !== null ? [{ kind: String(kind.value), tree: kind }] : [];
}

/** A piece cut out of a page: says where it belongs. */
function fragment(map: MapTree): string {
  const has = (keys: readonly string[]): boolean => keys.some((key) => map.fields.has(key));
  if (has(["spec", "apiVersion"]))
    return "a document without a kind: put apiVersion: argoproj.io/v1alpha1, kind: Rollout and metadata: above it";
  if (has(specKeys)) return "the inside of its spec: put apiVersion, kind, metadata and spec: above it";
  if (has(strategyKeys))
    return "the inside of its strategy: put apiVersion, kind, metadata, spec: and strategy: above it";
  return "a document without a kind";
}
