import { plainData } from "../plainData.ts";
import { quoted } from "../quoted.ts";
import type { MapTree, Place, Tree } from "../tree.ts";
import type { ArgoMetric, TemplateDocument } from "./policy.ts";
import { type ArgoProblem, Noticed } from "./problems.ts";
import { readMetric } from "./readMetric.ts";
import { Section } from "./section.ts";

/** An AnalysisTemplate or ClusterAnalysisTemplate of the bundle. */
export interface Template {
  readonly name: string;
  readonly cluster: boolean;
  readonly tree: MapTree;
}

/** A template as plain data, for whoever prints it. */
export function documentOf({ name, cluster, tree }: Template): TemplateDocument {
  const spec = tree.fields.get("spec")?.value;
  return { name, cluster, spec: spec === undefined ? null : plainData(spec) };
}

export interface TemplateMetrics {
  readonly metrics: readonly ArgoMetric[];
  /** Why a run of it is an Error at once (A1.6, A10.8). */
  readonly problems: readonly ArgoProblem[];
}

/** Paths inside a template start with its name: a bundle may hold several. */
export function pathOfTemplate({ name, cluster }: Template): string {
  return `${cluster ? "ClusterAnalysisTemplate" : "AnalysisTemplate"}(${name}).spec`;
}

/** The metrics of one template with its arguments filled in; null leaves `{{args.x}}` as it is. */
export function metricsOfTemplate(template: Template, given: ReadonlyMap<string, string> | null): TemplateMetrics {
  const noticed = new Noticed();
  const path = pathOfTemplate(template);
  const spec = template.tree.fields.get("spec")?.value;
  const place: Place = { at: template.tree.at, path };
  if (spec?.kind !== "map") {
    noticed.refuse("no-metrics", place, "expected a spec with metrics, found none");
    return { metrics: [], problems: noticed.problems };
  }
  const section = new Section(spec, path, noticed);
  const args = given === null ? null : argumentsOf(section, given);
  const metrics = section.sections("metrics").map((raw) => {
    const filled = args === null ? raw.map : fill(raw.map, { args, noticed, path: raw.path });
    const inner = new Section(filled.kind === "map" ? filled : raw.map, raw.path, noticed);
    return readMetric(inner, queryOf(raw.map));
  });
  if (metrics.length === 0 && !section.has("templates"))
    noticed.refuse("no-metrics", section.placeOf("metrics"), "expected at least one metric, found none");
  for (const [index, { name }] of metrics.entries()) {
    if (metrics.findIndex((other) => other.name === name) < index)
      noticed.refuse(
        "duplicate-metric",
        section.placeOf("metrics"),
        `expected each metric name once, found ${quoted(name)} twice`,
      );
  }
  return { metrics, problems: noticed.problems };
}

function queryOf(metric: MapTree): string {
  const provider = metric.fields.get("provider")?.value;
  const inside = provider?.kind === "map" ? [...provider.fields.values()][0]?.value : undefined;
  const query = inside?.kind === "map" ? inside.fields.get("query")?.value : undefined;
  return query?.kind === "scalar" ? String(query.value) : "";
}

/** A10.8: the template's own values with the Rollout's by name on top; one without either is an error. */
function argumentsOf(spec: Section, given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const arg of spec.sections("args")) {
    const name = arg.text("name");
    const own = arg.wholeOrText("value");
    const value = given.get(name) ?? (own === null ? undefined : String(own));
    if (value !== undefined) found.set(name, value);
    else if (arg.has("valueFrom")) found.set(name, `from-${name}`);
    else arg.noticed.refuse("argument", arg.place, `expected a value for the argument ${quoted(name)}, found none`);
  }
  return found;
}

interface Filling {
  readonly args: ReadonlyMap<string, string>;
  readonly noticed: Noticed;
  readonly path: string;
}

/** `{{args.name}}` in every string of a metric, spaces allowed. */
function fill(tree: Tree, filling: Filling): Tree {
  if (tree.kind === "list") return { ...tree, items: tree.items.map((item) => fill(item, filling)) };
  if (tree.kind === "map") {
    const fields = [...tree.fields].map(
      ([key, field]) => [key, { ...field, value: fill(field.value, filling) }] as const,
    );
    return { ...tree, fields: new Map(fields) };
  }
  if (typeof tree.value !== "string" || !tree.value.includes("{{")) return tree;
  const { args, noticed, path } = filling;
  const value = tree.value.replace(/\{\{\s*args\.([\w-]+)\s*\}\}/g, (whole, name: string) => {
    const filled = args.get(name);
    if (filled === undefined)
      noticed.refuse("argument", { at: tree.at, path }, `expected an argument of the template, found ${whole}`);
    return filled ?? whole;
  });
  return { ...tree, value };
}
