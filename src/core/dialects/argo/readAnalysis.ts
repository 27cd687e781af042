import { quoted } from "../quoted.ts";
import type { ArgoAnalysis, ArgoMetric, GivenArgument, TemplateName } from "./policy.ts";
import type { ArgoProblem } from "./problems.ts";
import type { Section } from "./section.ts";
import { metricElsewhere } from "./templateElsewhere.ts";
import { metricsOfTemplate, type Template } from "./templates.ts";

/** What the bundle holds, and which of it an analysis has used. */
export interface Bundle {
  readonly templates: readonly Template[];
  readonly used: Set<Template>;
}

/** A9, A10.8: an analysis of a Rollout with the templates that it names, nested ones included. */
export function readAnalysis(section: Section, bundle: Bundle): ArgoAnalysis {
  const args = givenArguments(section);
  const given = valuesOf(args);
  const named = section.sections("templates").map((item) => nameIn(item, "templateName"));
  const found = gather(named, { section, bundle });
  const parts = found.templates.map((template) => metricsOfTemplate(template, given));
  const missing = found.missing.map((name) => metricElsewhere(name, section.path));
  const metrics = [...parts.flatMap((part) => part.metrics), ...missing];
  return {
    path: section.path,
    calls: [{ templates: named, args }],
    metrics,
    dryRun: section.sections("dryRun").map((rule) => ({ metricName: rule.text("metricName") })),
    retention: section
      .sections("measurementRetention")
      .map((rule) => ({ metricName: rule.text("metricName"), limit: rule.whole("limit") ?? 0 })),
    problem: problemOf(
      parts.flatMap(({ problems }) => problems),
      metrics,
    ),
    startingStep: section.whole("startingStep") ?? 0,
  };
}

function nameIn(item: Section, key: string): TemplateName {
  if (!item.has(key)) item.refuse("type", key, `expected a ${key}, found none`);
  return { name: item.text(key), cluster: item.flag("clusterScope") ?? false };
}

function givenArguments(section: Section): readonly GivenArgument[] {
  return section.sections("args").map((arg) => {
    const name = arg.text("name");
    const value = arg.wholeOrText("value");
    if (value !== null) return { name, value: String(value), hash: "", field: "" };
    const from = arg.section("valueFrom");
    const hash = from?.text("podTemplateHashValue") ?? "";
    return { name, value: null, hash, field: hash === "" ? (from?.section("fieldRef")?.text("fieldPath") ?? "") : "" };
  });
}

/** What a pod or an object would supply gets a name of its own. */
function valuesOf(args: readonly GivenArgument[]): ReadonlyMap<string, string> {
  return new Map(args.map(({ name, value, hash }) => [name, value ?? `${hash.toLowerCase()}-of-${name}`]));
}

/** Templates may nest; each counts once, namespaced ones before cluster-wide ones. */
function gather(
  names: readonly TemplateName[],
  { section, bundle }: { readonly section: Section; readonly bundle: Bundle },
): { readonly templates: readonly Template[]; readonly missing: readonly string[] } {
  const templates: Template[] = [];
  const missing: string[] = [];
  const waiting = [...names];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { name, cluster } = next;
    const template = bundle.templates.find((held) => held.name === name && held.cluster === cluster);
    if (template === undefined) {
      if (!missing.includes(name)) missing.push(name);
      const kind = cluster ? "ClusterAnalysisTemplate" : "AnalysisTemplate";
      section.noticed.find(
        "warning",
        "template-elsewhere",
        section.placeOf("templates"),
        `${kind} ${quoted(name)} is not in this file: it cannot be measured, and is taken to succeed.`,
      );
    } else if (!templates.includes(template)) {
      templates.push(template);
      bundle.used.add(template);
      waiting.push(...nestedIn(template));
    }
  }
  return { templates: [...templates].sort((a, b) => Number(a.cluster) - Number(b.cluster)), missing };
}

function nestedIn({ tree }: Template): readonly TemplateName[] {
  const spec = tree.fields.get("spec")?.value;
  const nested = spec?.kind === "map" ? spec.fields.get("templates")?.value : undefined;
  if (nested?.kind !== "list") return [];
  return nested.items.flatMap((item) => {
    const name = item.kind === "map" ? item.fields.get("templateName")?.value : undefined;
    const scope = item.kind === "map" ? item.fields.get("clusterScope")?.value : undefined;
    if (name?.kind !== "scalar" || typeof name.value !== "string") return [];
    return [{ name: name.value, cluster: scope?.kind === "scalar" && scope.value === true }];
  });
}

function problemOf(problems: readonly ArgoProblem[], metrics: readonly ArgoMetric[]): string {
  const [first] = problems;
  if (first !== undefined) return first.message;
  const twice = metrics.find(({ name }, index) => metrics.findIndex((other) => other.name === name) < index);
  if (twice !== undefined) return `two metrics are named ${quoted(twice.name)}`;
  return metrics.length === 0 ? "the analysis has no metric" : "";
}
