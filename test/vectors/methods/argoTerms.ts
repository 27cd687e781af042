import type { ArgoMetric } from "../../../src/core/dialects/argo/policy.ts";
import { Noticed } from "../../../src/core/dialects/argo/problems.ts";
import { readMetric } from "../../../src/core/dialects/argo/readMetric.ts";
import { Section } from "../../../src/core/dialects/argo/section.ts";
import { Noticed as YamlNoticed } from "../../../src/core/dialects/flagger/problems.ts";
import { readDocuments } from "../../../src/core/dialects/yamlTree.ts";

/** Metric specs as the reader makes them; these have no provider, which is the only thing wrong. JSON is YAML. */
export function termsOf(metrics: readonly unknown[]): readonly ArgoMetric[] {
  return metrics.map((metric) => {
    const [tree] = readDocuments(JSON.stringify(metric), new YamlNoticed());
    if (tree?.kind !== "map") throw new Error("expected a metric");
    const noticed = new Noticed();
    const read = readMetric(new Section(tree, "metric", noticed), "");
    const problem = noticed.problems.find(({ kind }) => kind !== "provider-count");
    if (problem !== undefined) throw new Error(problem.message);
    return read;
  });
}
