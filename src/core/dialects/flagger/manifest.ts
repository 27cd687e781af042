import type { Finding, Problem, Result } from "../../model/index.ts";
import { quoted } from "../quoted.ts";
import { readingLimits } from "../readingLimits.ts";
import { refuseHelm } from "../refuseHelm.ts";
import type { Tree } from "../tree.ts";
import { readDocuments } from "../yamlTree.ts";
import { Section } from "./fields.ts";
import type { FlaggerPolicy, FlaggerTemplate } from "./policy.ts";
import { type CanaryProblem, Noticed } from "./problems.ts";
import { readCanary } from "./readCanary.ts";
import type { Templates } from "./readMetric.ts";
import { wrongDocument } from "./wrongDocument.ts";

/** A refusal that still knows its kind. */
export type CanaryResult =
  | { readonly ok: true; readonly value: FlaggerPolicy; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly problems: readonly CanaryProblem[] };

/** Flagger's default `-mesh-provider` (F1.2). */
const defaultMesh = "istio";

export function recognises(text: string): boolean {
  return text.includes("flagger.app/") || /^kind:[ \t]*["']?Canary\b/m.test(text);
}

/** Reads the first Canary of a file together with the MetricTemplates that it refers to. */
export function parse(text: string): Result<FlaggerPolicy> {
  const result = readManifest(text, defaultMesh);
  return result.ok ? result : { ok: false, problems: result.problems.map(withoutKind) };
}

/** `parse` with the controller's mesh flag and with kinds of refusal. */
export function readManifest(text: string, meshProvider: string): CanaryResult {
  const noticed = new Noticed();
  const documents = readDocuments(text, noticed).flatMap(listItems);
  const policy = noticed.problems.length > 0 ? null : choose(documents, { noticed, meshProvider });
  if (noticed.problems.length === 0 && policy !== null)
    return { ok: true, value: policy, findings: noticed.findings.slice(0, readingLimits.findings) };
  return { ok: false, problems: inOrder(noticed.problems) };
}

/** `kubectl get -o yaml` wraps documents in a List. */
function listItems(tree: Tree): readonly Tree[] {
  if (tree.kind !== "map" || textOf(tree, "kind") !== "List") return [tree];
  const items = tree.fields.get("items")?.value;
  return items?.kind === "list" ? items.items : [tree];
}

function choose(
  documents: readonly Tree[],
  around: { readonly noticed: Noticed; readonly meshProvider: string },
): FlaggerPolicy | null {
  const { noticed } = around;
  const canaries = documents.filter((tree) => textOf(tree, "kind") === "Canary");
  const [chosen, ...others] = canaries;
  if (chosen?.kind !== "map") {
    wrongDocument(documents, noticed);
    return null;
  }
  refuseHelm(chosen, "", noticed);
  const templates = findTemplates(documents);
  const policy = readCanary(new Section(chosen, "", noticed), {
    meshProvider: around.meshProvider,
    templates: templates.find,
  });
  for (const other of others) {
    noticed.find(
      "warning",
      "several-canaries",
      { at: other.at, path: "" },
      `The file holds ${canaries.length} Canaries; only the first is used.`,
    );
  }
  noticeRest(documents, templates.used, noticed);
  return policy;
}

/** F1.10: looks templates up by name and, where one is written, namespace. */
function findTemplates(documents: readonly Tree[]): { readonly find: Templates; readonly used: Set<Tree> } {
  const used = new Set<Tree>();
  const held = documents.filter((tree) => textOf(tree, "kind") === "MetricTemplate");
  const find = (name: string, namespace: string): FlaggerTemplate => {
    const tree = held.find(
      (candidate) =>
        nameOf(candidate) === name &&
        (namespace === "" || namespaceOf(candidate) === "" || namespaceOf(candidate) === namespace),
    );
    if (tree !== undefined) used.add(tree);
    const spec = tree === undefined ? undefined : fieldOf(tree, "spec");
    const provider = spec === undefined ? undefined : fieldOf(spec, "provider");
    return {
      name,
      namespace,
      provider: provider === undefined ? "" : textOf(provider, "type"),
      query: spec === undefined ? "" : textOf(spec, "query"),
    };
  };
  return { find, used };
}

/** Files are bundles: what the policy does not refer to is said quietly. */
function noticeRest(documents: readonly Tree[], used: ReadonlySet<Tree>, noticed: Noticed): void {
  for (const tree of documents) {
    const kind = textOf(tree, "kind");
    if (kind === "Canary" || kind === "AlertProvider" || used.has(tree)) continue;
    const what = kind === "" ? "A document without a kind" : `${kind} ${quoted(nameOf(tree))}`;
    noticed.find(
      "info",
      "unused-document",
      { at: tree.at, path: "" },
      `${what} is not part of the policy and is not used.`,
    );
  }
}

function fieldOf(tree: Tree, key: string): Tree | undefined {
  return tree.kind === "map" ? tree.fields.get(key)?.value : undefined;
}

function textOf(tree: Tree, key: string): string {
  const value = fieldOf(tree, key);
  return value?.kind === "scalar" && typeof value.value === "string" ? value.value : "";
}

function nameOf(tree: Tree): string {
  const metadata = fieldOf(tree, "metadata");
  return metadata === undefined ? "" : textOf(metadata, "name");
}

function namespaceOf(tree: Tree): string {
  const metadata = fieldOf(tree, "metadata");
  return metadata === undefined ? "" : textOf(metadata, "namespace");
}

function withoutKind({ line, column, path, message }: CanaryProblem): Problem {
  return { line, column, path, message };
}

/** In reading order, and not so many that nobody reads them. */
function inOrder(problems: readonly CanaryProblem[]): readonly CanaryProblem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return sorted.slice(0, readingLimits.problems);
}
