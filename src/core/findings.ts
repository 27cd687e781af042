import { dialects } from "./dialects/index.ts";
import type { Finding, Scenario } from "./model/index.ts";
import { readPolicy } from "./scenario/index.ts";

/**
 * What is worth saying about a scenario's policy before it runs: what its parser noticed, and what its
 * tool's users trip over in this world. Places are those of the policy's own text, in its reading order.
 */
export function findingsOf({ policy, world }: Pick<Scenario, "policy" | "world">): readonly Finding[] {
  // A scenario keeps its policy and not what was noticed on the way to it, so it is read once more.
  const read = readPolicy(policy.source, policy);
  const lint = dialects[policy.dialect]?.lint(policy.value, world) ?? [];
  return [...(read.ok ? read.findings : []), ...lint].sort((a, b) => a.line - b.line || a.column - b.column);
}
