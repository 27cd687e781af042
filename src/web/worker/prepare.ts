import { dialects } from "../../core/dialects/index.ts";
import { lifecycleOf, mermaidOf } from "../../core/explain/lifecycle.ts";
import type { Finding, Intervention, Policy, Problem, Result, Scenario } from "../../core/model/index.ts";
import { readPolicy, type ScenarioFile, scenarioOf, worldForManifest } from "../../core/scenario/index.ts";
import { playable } from "../../core/simulate.ts";
import { scenarioBySlug } from "../catalogue.ts";
import type { RunIntroduction, RunRequest } from "./protocol.ts";

type Refusal = Extract<Result<never>, { ok: false }>;

/** A request made ready to run: its scenario and what the page says about it, or why it cannot run. */
export function prepare(request: RunRequest): Result<RunIntroduction> {
  const own = request.manifest === null ? null : readPolicy(request.manifest.text, { label: request.manifest.label });
  if (own !== null && !own.ok) return own;
  const findings = own?.findings ?? [];
  if (request.slug === null) {
    if (own === null) return refusal("expected a scenario or a manifest, found neither");
    const plain = worldForManifest(own.value);
    return introduced(withChoices(plain, request), { file: null, policyName: "", findings });
  }
  const file = scenarioBySlug(request.slug);
  if (file === undefined) return refusal(`there is no scenario “${request.slug}”`);
  if (!file.ok) return file;
  const names = Object.keys(file.value.policies);
  const policyName = request.policy === "" ? (names[0] ?? "") : request.policy;
  if (!names.includes(policyName)) return refusal(`“${request.slug}” has no policy “${policyName}”`);
  const scenario = scenarioOf(file.value, policyName, {
    twin: request.twin,
    interventions: interventionsOf(file.value, request),
  });
  const played = own === null ? scenario : { ...scenario, policy: own.value };
  return introduced(played, { file: file.value, policyName, findings });
}

/** What the file's own operator did counts until the person at the page acts first. */
function interventionsOf(file: ScenarioFile, request: RunRequest): readonly Intervention[] {
  const first = request.interventions[0];
  if (first === undefined) return file.interventions;
  return [...file.interventions.filter((act) => act.at < first.at), ...request.interventions];
}

function withChoices(scenario: Scenario, { twin, interventions }: RunRequest): Scenario {
  const { world } = scenario;
  const canary = { ...world.revisions.canary, faults: twin ? [] : world.revisions.canary.faults };
  return { ...scenario, interventions, world: { ...world, revisions: { ...world.revisions, canary } } };
}

interface Origin {
  readonly file: ScenarioFile | null;
  readonly policyName: string;
  readonly findings: readonly Finding[];
}

function introduced(scenario: Scenario, { file, policyName, findings }: Origin): Result<RunIntroduction> {
  const problems = playable(scenario);
  if (problems.length > 0) return { ok: false, problems };
  const dialect = dialectOf(scenario.policy);
  const { value } = scenario.policy;
  const about = file?.about ?? {
    title: scenario.title,
    story: "A plain world for a manifest of your own, in which the new release fails one request in twenty.",
    notice: "",
    incident: null,
  };
  return {
    ok: true,
    findings: [],
    value: {
      scenario,
      about: { title: about.title, story: about.story, notice: about.notice, incident: about.incident },
      policies: Object.keys(file?.policies ?? {}),
      policyName,
      findings: [...findings, ...dialect.lint(value, scenario.world)],
      limits: dialect.limits(value),
      describe: dialect.describe(value),
      dialectTitle: dialect.title,
      lifecycle: lifecycleOf(dialect.machine),
      mermaid: mermaidOf(dialect.machine),
    },
  };
}

function dialectOf(policy: Policy) {
  const dialect = dialects[policy.dialect];
  if (dialect === undefined) throw new Error(`no such dialect: ${policy.dialect}`);
  return dialect;
}

function refusal(message: string): Refusal {
  const problem: Problem = { line: 1, column: 1, path: "", message };
  return { ok: false, problems: [problem] };
}
