import { dialects, wrapFragment } from "../../core/dialects/index.ts";
import type { Finding, Policy, Result, Scenario, World } from "../../core/model/index.ts";
import { readPolicy, type ScenarioChoice, worldForManifest } from "../../core/scenario/index.ts";

export { wrapFragment };

/** A manifest of one's own, read. */
export interface OwnManifest {
  readonly policy: Policy;
  /** It in the default world, for a run without a scenario. */
  plain(choice: ScenarioChoice): Scenario;
  /** What was noticed while reading it, and what its users trip over in this world. */
  findings(world: World): readonly Finding[];
}

/** The only way to YAML in the worker: this file is loaded with the first manifest, never with the page. */
export function readOwnManifest({
  label,
  text,
}: {
  readonly label: string;
  readonly text: string;
}): Result<OwnManifest> {
  const read = readPolicy(text, { label });
  if (!read.ok) return read;
  const policy = read.value;
  const lint = (world: World) => dialects[policy.dialect]?.lint(policy.value, world) ?? [];
  return {
    ok: true,
    value: {
      policy,
      plain: (choice) => worldForManifest(policy, choice),
      findings: (world) => [...read.findings, ...lint(world)],
    },
    findings: [],
  };
}
