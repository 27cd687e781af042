import { Section } from "../../../src/core/dialects/flagger/fields.ts";
import type { FlaggerMetric } from "../../../src/core/dialects/flagger/policy.ts";
import { Noticed } from "../../../src/core/dialects/flagger/problems.ts";
import { readMetric } from "../../../src/core/dialects/flagger/readMetric.ts";
import { readDocuments } from "../../../src/core/dialects/yamlTree.ts";

/** One entry of `analysis.metrics` as the manifest's reader makes it. JSON is YAML. */
export function flaggerMetric(metric: unknown): FlaggerMetric {
  const noticed = new Noticed();
  const [tree] = readDocuments(JSON.stringify(metric), noticed);
  if (tree?.kind !== "map") throw new Error("expected a metric");
  const read = readMetric(new Section(tree, "metric", noticed), (name, namespace) => ({
    name,
    namespace,
    provider: "",
    query: "",
  }));
  const [problem] = noticed.problems;
  if (problem !== undefined) throw new Error(problem.message);
  return read;
}
