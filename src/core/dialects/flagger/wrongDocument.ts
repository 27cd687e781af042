import { quoted } from "../quoted.ts";
import type { MapTree, Tree } from "../tree.ts";
import type { Noticed } from "./problems.ts";

/** Kinds that people bring by mistake, with the tool they belong to. */
const tools: ReadonlyMap<string, string> = new Map([
  ["Rollout", "Argo Rollouts"],
  ["AnalysisTemplate", "Argo Rollouts"],
  ["ClusterAnalysisTemplate", "Argo Rollouts"],
  ["AnalysisRun", "Argo Rollouts"],
  ["Experiment", "Argo Rollouts"],
  ["VirtualService", "Istio"],
  ["DestinationRule", "Istio"],
  ["HTTPRoute", "the Gateway API"],
  ["GRPCRoute", "the Gateway API"],
  ["Gateway", "the Gateway API or Istio"],
  ["Deployment", "Kubernetes"],
  ["Service", "Kubernetes"],
  ["Ingress", "Kubernetes"],
  ["HorizontalPodAutoscaler", "Kubernetes"],
  ["MetricTemplate", "Flagger, and is used by a Canary"],
  ["AlertProvider", "Flagger, and is used by a Canary"],
]);

/** Why none of these documents is a policy, as precisely as can be said. */
export function wrongDocument(documents: readonly Tree[], noticed: Noticed): void {
  const [first] = documents;
  if (first === undefined) {
    noticed.refuse("kind", { at: { line: 1, column: 1 }, path: "" }, "expected a Flagger Canary, found an empty file");
    return;
  }
  const maps = documents.filter((tree) => tree.kind === "map");
  const [map] = maps;
  if (map === undefined) {
    noticed.refuse(
      "kind",
      { at: first.at, path: "" },
      `expected a Flagger Canary, found ${first.kind === "list" ? "a list" : "plain text"}`,
    );
    return;
  }
  const kinds = maps.flatMap(kindOf);
  if (kinds.length === 0) refuseFragment(map, noticed);
  else refuseKinds(kinds, noticed);
}

interface FoundKind {
  readonly kind: string;
  readonly tree: Tree;
}

function kindOf(map: MapTree): readonly FoundKind[] {
  const tree = map.fields.get("kind")?.value;
  if (tree?.kind !== "scalar" || tree.value === null) return [];
  return [{ kind: String(tree.value), tree }];
}

function refuseKinds(kinds: readonly FoundKind[], noticed: Noticed): void {
  for (const { kind, tree } of kinds.slice(0, 5)) {
    const tool = tools.get(kind);
    const belongs = tool === undefined ? "" : `, which belongs to ${tool}`;
    noticed.refuse("kind", { at: tree.at, path: "kind" }, `expected kind Canary, found ${quoted(kind)}${belongs}`);
  }
}

const analysisKeys = [
  "interval",
  "threshold",
  "stepWeight",
  "stepWeights",
  "maxWeight",
  "iterations",
  "metrics",
  "webhooks",
];
const specKeys = ["targetRef", "service", "analysis", "provider", "canaryAnalysis"];

/** A piece cut out of a page: says where it belongs. */
function refuseFragment(map: MapTree, noticed: Noticed): void {
  const place = { at: map.at, path: "" };
  const has = (keys: readonly string[]): boolean => keys.some((key) => map.fields.has(key));
  if (map.fields.has("spec") || map.fields.has("apiVersion")) {
    const missing = ["apiVersion: flagger.app/v1beta1", "kind: Canary", "metadata:"].filter(
      (line) => !map.fields.has(line.split(":")[0] ?? ""),
    );
    noticed.refuse(
      "kind",
      place,
      `expected a whole Canary, found a document without ${missing.map(quoted).join(", ")}: put these lines above it`,
    );
  } else if (has(specKeys)) {
    noticed.refuse(
      "kind",
      place,
      "expected a whole Canary, found the inside of its spec: put apiVersion, kind, metadata and spec: above it, with targetRef and service beside analysis",
    );
  } else if (has(analysisKeys)) {
    noticed.refuse(
      "kind",
      place,
      "expected a whole Canary, found the inside of its analysis: put apiVersion, kind, metadata, spec: and analysis: above it, with targetRef and service in the spec",
    );
  } else {
    noticed.refuse(
      "kind",
      place,
      "expected a Flagger Canary (apiVersion flagger.app/v1beta1, kind Canary), found a document without a kind",
    );
  }
}
