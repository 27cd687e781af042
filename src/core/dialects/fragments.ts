import type { MapTree, Tree } from "./tree.ts";
import { hasAny, itemsUnder, under } from "./treeQueries.ts";

/** A piece that was cut out of a manifest: whose, and the lines that have to stand around it. */
export interface Fragment {
  readonly dialect: string;
  /** Lines above it. */
  readonly head: readonly string[];
  /** Spaces before each of its own lines. */
  readonly indent: number;
}

const flaggerHead = ["apiVersion: flagger.app/v1beta1", "kind: Canary", "metadata:", "  name: app"];
const flaggerSpec = [
  "spec:",
  "  targetRef:",
  "    apiVersion: apps/v1",
  "    kind: Deployment",
  "    name: app",
  "  service:",
  "    port: 80",
];
const argoHead = ["apiVersion: argoproj.io/v1alpha1", "kind: Rollout", "metadata:", "  name: app"];

const analysisKeys = ["stepWeight", "stepWeights", "maxWeight", "iterations", "webhooks", "threshold"];
const strategyKeys = ["canary", "blueGreen"];
const canaryKeys = ["canaryService", "stableService", "trafficRouting", "maxSurge", "maxUnavailable"];

/** What this document without a `kind` was cut out of; null where no dialect's form fits. */
export function fragmentOf(map: MapTree): Fragment | null {
  const spec = under(map, "spec");
  if (spec?.kind === "map") return ofSpec(map, spec);
  if (hasAny(map, ["judges", "mustSee", "noData"]) || isNativeStep(itemsUnder(map, "steps")[0]))
    return { dialect: "native", head: ["native:"], indent: 2 };
  if (hasAny(map, ["analysis", "targetRef"])) return insideOfCanary(map);
  if (hasAny(map, ["strategy"])) return { dialect: "argo", head: [...argoHead, "spec:"], indent: 2 };
  if (hasAny(map, strategyKeys)) return { dialect: "argo", head: [...argoHead, "spec:", "  strategy:"], indent: 4 };
  if (hasAny(map, canaryKeys) || map.fields.has("steps"))
    return { dialect: "argo", head: [...argoHead, "spec:", "  strategy:", "    canary:"], indent: 6 };
  if (hasAny(map, analysisKeys))
    return { dialect: "flagger", head: [...flaggerHead, ...flaggerSpec, "  analysis:"], indent: 4 };
  return null;
}

function ofSpec(map: MapTree, spec: MapTree): Fragment | null {
  const rest = (lines: readonly string[]) => lines.filter((line) => !map.fields.has(line.split(":")[0] ?? ""));
  const named = (lines: readonly string[]) => (map.fields.has("metadata") ? rest(lines.slice(0, 2)) : rest(lines));
  if (hasAny(spec, ["analysis", "targetRef", "canaryAnalysis"]))
    return { dialect: "flagger", head: named(flaggerHead), indent: 0 };
  if (hasAny(spec, ["strategy", "workloadRef"])) return { dialect: "argo", head: named(argoHead), indent: 0 };
  return null;
}

/** The inside of a Canary's spec, with what it has not got of its target and its service. */
function insideOfCanary(map: MapTree): Fragment {
  const target = map.fields.has("targetRef") ? [] : flaggerSpec.slice(1, 5);
  const service = map.fields.has("service") ? [] : flaggerSpec.slice(5);
  return { dialect: "flagger", head: [...flaggerHead, "spec:", ...target, ...service], indent: 2 };
}

/** Ours say `for`, Argo's are `setWeight` and `pause`. */
function isNativeStep(step: Tree | undefined): boolean {
  return step?.kind === "map" && hasAny(step, ["weight", "users", "segments", "for"]);
}
