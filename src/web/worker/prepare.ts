import { lifecycleOf, mermaidOf } from "../../core/explain/lifecycle.ts";
import type { Finding, Intervention, Policy, Problem, Result } from "../../core/model/index.ts";
import { playableBy } from "../../core/playable.ts";
import type { ScenarioFile } from "../../core/scenario/index.ts";
import { scenarioOf } from "../../core/scenario/scenarioOf.ts";
import { type PolicyChoice, scenarioBySlug } from "../catalogue.ts";
import { loadRules } from "./loadRules.ts";
import type { OwnManifest } from "./ownManifest.ts";
import type { RunIntroduction, RunRequest } from "./protocol.ts";

type Refusal = Extract<Result<never>, { ok: false }>;

/** A scenario with what the page says of it, before a manifest of one's own takes its policy's place. */
interface Setting extends Pick<RunIntroduction, "scenario" | "about" | "policies" | "policyName"> {
  /** What is known to be odd about its own policy. */
  readonly findings: readonly Finding[];
}

/** A request made ready to run: its scenario and what the page says about it, or why it cannot run. */
export async function prepare(request: RunRequest): Promise<Result<RunIntroduction>> {
  const own = request.manifest === null ? null : await ownManifest(request.manifest);
  if (own !== null && !own.ok) return own;
  const setting = request.slug === null ? plainSetting(own?.value, request) : await settingOf(request.slug, request);
  if (!setting.ok || own === null) return setting.ok ? introduced(setting.value) : setting;
  const { scenario } = setting.value;
  const { policy, findings } = own.value;
  return introduced({ ...setting.value, scenario: { ...scenario, policy }, findings: findings(scenario.world) });
}

async function ownManifest(manifest: { readonly label: string; readonly text: string }): Promise<Result<OwnManifest>> {
  const { readOwnManifest } = await import("./ownManifest.ts");
  return readOwnManifest(manifest);
}

/** What is offered in the place of a manifest that is only a piece of one. */
export async function wrappedManifest({ manifest }: RunRequest): Promise<string | null> {
  return manifest === null ? null : (await import("./ownManifest.ts")).wrapFragment(manifest.text);
}

async function settingOf(slug: string, request: RunRequest): Promise<Result<Setting>> {
  const compiled = await scenarioBySlug(slug);
  if (compiled === undefined) return refusal(`there is no scenario “${slug}”`);
  const { file, lint } = compiled;
  const names = Object.keys(file.policies);
  const policyName = request.policy === "" ? (names[0] ?? "") : request.policy;
  if (!names.includes(policyName)) return refusal(`“${slug}” has no policy “${policyName}”`);
  const { title, story, notice, incident } = file.about;
  return setting({
    scenario: scenarioOf(file, policyName, { twin: request.twin, interventions: interventionsOf(file, request) }),
    about: { title, story, notice, incident },
    policies: choicesOf(file.policies),
    policyName,
    findings: lint[request.twin ? "twin" : "release"][policyName] ?? [],
  });
}

/** What the file's own operator did counts until the person at the page acts first. */
function interventionsOf(file: ScenarioFile, request: RunRequest): readonly Intervention[] {
  const first = request.interventions[0];
  if (first === undefined) return file.interventions;
  return [...file.interventions.filter((act) => act.at < first.at), ...request.interventions];
}

function plainSetting(own: OwnManifest | undefined, { twin, interventions }: RunRequest): Result<Setting> {
  if (own === undefined) return refusal("expected a scenario or a manifest, found neither");
  const scenario = own.plain({ twin, interventions });
  return setting({
    scenario,
    about: {
      title: scenario.title,
      story: "A plain world for a manifest of your own.",
      notice: "",
      incident: null,
    },
    policies: [],
    policyName: "",
    findings: [],
  });
}

async function introduced({ scenario, ...setting }: Setting): Promise<Result<RunIntroduction>> {
  const rules = await loadRules(scenario.policy.dialect);
  const problems = playableBy(rules, scenario);
  if (problems.length > 0) return { ok: false, problems };
  const { value } = scenario.policy;
  const { title, limits, describe, machine } = rules;
  return {
    ok: true,
    findings: [],
    value: {
      ...setting,
      scenario,
      limits: limits(value),
      describe: describe(value),
      dialectTitle: title,
      lifecycle: lifecycleOf(machine),
      mermaid: mermaidOf(machine),
    },
  };
}

function choicesOf(policies: Readonly<Record<string, Policy>>): readonly PolicyChoice[] {
  return Object.entries(policies).map(([name, { label }]) => ({ name, label }));
}

function setting(value: Setting): Result<Setting> {
  return { ok: true, value, findings: [] };
}

function refusal(message: string): Refusal {
  const problem: Problem = { line: 1, column: 1, path: "", message };
  return { ok: false, problems: [problem] };
}
