import type { Problem, Result } from "../../model/index.ts";
import { positionsOf } from "../positions.ts";
import { quoted } from "../quoted.ts";
import { readingLimits } from "../readingLimits.ts";
import { refuseHelm } from "../refuseHelm.ts";
import type { MapTree, Tree } from "../tree.ts";
import { readDocuments } from "../yamlTree.ts";
import type { ArgoPolicy } from "./policy.ts";
import { type ArgoProblem, Noticed } from "./problems.ts";
import type { Bundle } from "./readAnalysis.ts";
import { readRollout } from "./readRollout.ts";
import { Section } from "./section.ts";
import { metricsOfTemplate, pathOfTemplate, type Template } from "./templates.ts";
import { wrongDocument } from "./wrongDocument.ts";

/** A refusal that still knows its kind. */
export type ArgoResult =
  | Extract<Result<ArgoPolicy>, { ok: true }>
  | { readonly ok: false; readonly problems: readonly ArgoProblem[] };

export function recognises(text: string): boolean {
  return (
    text.includes("argoproj.io/") || /^kind:[ \t]*["']?(Rollout|AnalysisTemplate|ClusterAnalysisTemplate)\b/m.test(text)
  );
}

/** Reads the first Rollout of a bundle together with the AnalysisTemplates that it refers to. */
export function parse(text: string): Result<ArgoPolicy> {
  const result = readBundle(text);
  if (result.ok) return result;
  return { ok: false, problems: result.problems.map(withoutKind) };
}

/** `parse` with kinds of refusal. */
export function readBundle(text: string): ArgoResult {
  const noticed = new Noticed();
  const documents = documentsOf(text, noticed);
  const policy = noticed.problems.length > 0 ? null : choose(documents, noticed);
  if (policy === null || noticed.problems.length > 0) return { ok: false, problems: inOrder(noticed.problems) };
  return { ok: true, value: policy, findings: noticed.findings.slice(0, readingLimits.findings) };
}

/** The AnalysisTemplates of a text, for whoever has no Rollout yet. */
export function readTemplates(text: string): {
  readonly templates: readonly Template[];
  readonly problems: readonly ArgoProblem[];
} {
  const noticed = new Noticed();
  return { templates: templatesOf(documentsOf(text, noticed)), problems: noticed.problems };
}

function documentsOf(text: string, noticed: Noticed): readonly Tree[] {
  return readDocuments(text, noticed).flatMap(listItems);
}

/** `kubectl get -o yaml` wraps documents in a List. */
function listItems(tree: Tree): readonly Tree[] {
  if (textOf(tree, "kind") !== "List") return [tree];
  const items = tree.kind === "map" ? tree.fields.get("items")?.value : undefined;
  return items?.kind === "list" ? items.items : [tree];
}

function choose(documents: readonly Tree[], noticed: Noticed): ArgoPolicy | null {
  const rollouts = documents.filter(
    (tree): tree is MapTree => tree.kind === "map" && textOf(tree, "kind") === "Rollout",
  );
  const [chosen, ...others] = rollouts;
  if (chosen === undefined) {
    wrongDocument(documents, noticed);
    return null;
  }
  for (const tree of documents) refuseHelm(tree, "", noticed);
  const bundle: Bundle = { templates: templatesOf(documents), used: new Set() };
  const policy = readRollout(new Section(chosen, "", noticed), bundle);
  for (const other of others)
    noticed.find(
      "warning",
      "several-rollouts",
      { at: other.at, path: "" },
      `The file holds ${rollouts.length} Rollouts; only the first is used.`,
    );
  noticeRest(documents, { bundle, noticed });
  if (policy === null) return null;
  const templates = [...bundle.used].flatMap((template) =>
    Object.entries(positionsOf(specOf(template), pathOfTemplate(template))),
  );
  reportTemplates(bundle, noticed);
  return { ...policy, positions: { ...policy.positions, ...Object.fromEntries(templates) } };
}

function specOf({ tree }: Template): Tree {
  return tree.fields.get("spec")?.value ?? tree;
}

function templatesOf(documents: readonly Tree[]): readonly Template[] {
  return documents.flatMap((tree) => {
    const kind = textOf(tree, "kind");
    if (tree.kind !== "map" || (kind !== "AnalysisTemplate" && kind !== "ClusterAnalysisTemplate")) return [];
    return [{ name: nameOf(tree), cluster: kind === "ClusterAnalysisTemplate", tree }];
  });
}

/** AR08, AR09, AR27: Argo takes such a template, and every run of it is an Error at once. */
function reportTemplates({ used }: Bundle, noticed: Noticed): void {
  for (const template of used) {
    for (const { kind, line, column, path, message } of metricsOfTemplate(template, null).problems) {
      const rule =
        kind === "bad-interval" || kind === "bad-initial-delay"
          ? "AR08"
          : kind === "interval-missing"
            ? "AR09"
            : "AR27";
      noticed.find(
        "error",
        `${rule}-${kind}`,
        { at: { line, column }, path },
        `${message}: every run is an Error at its start, which aborts the rollout.`,
      );
    }
  }
}

/** Files are bundles: what the policy does not refer to is said quietly. */
function noticeRest(
  documents: readonly Tree[],
  { bundle, noticed }: { readonly bundle: Bundle; readonly noticed: Noticed },
): void {
  const used = new Set<Tree>([...bundle.used].map(({ tree }) => tree));
  for (const tree of documents) {
    const kind = textOf(tree, "kind");
    if (kind === "Rollout" || used.has(tree)) continue;
    const what = kind === "" ? "A document without a kind" : `${kind} ${quoted(nameOf(tree))}`;
    noticed.find(
      "info",
      "unused-document",
      { at: tree.at, path: "" },
      `${what} is not part of the policy and is not used.`,
    );
  }
}

function textOf(tree: Tree, key: string): string {
  const value = tree.kind === "map" ? tree.fields.get(key)?.value : undefined;
  return value?.kind === "scalar" && typeof value.value === "string" ? value.value : "";
}

function nameOf(tree: Tree): string {
  const metadata = tree.kind === "map" ? tree.fields.get("metadata")?.value : undefined;
  return metadata === undefined ? "" : textOf(metadata, "name");
}

function withoutKind({ line, column, path, message }: ArgoProblem): Problem {
  return { line, column, path, message };
}

/** In reading order, and not so many that nobody reads them. */
function inOrder(problems: readonly ArgoProblem[]): readonly ArgoProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, readingLimits.problems);
}
