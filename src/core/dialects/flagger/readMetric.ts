import { parseGoDuration } from "../goDuration.ts";
import { quoted } from "../quoted.ts";
import { aDuration, passesSchema } from "./duration.ts";
import type { Section } from "./fields.ts";
import { noticeUnknown } from "./knownFields.ts";
import type { Bounds, FlaggerMetric, FlaggerTemplate, MetricKind } from "./policy.ts";

/** Finds the MetricTemplate that a metric refers to, as far as the file holds it. */
export type Templates = (name: string, namespace: string) => FlaggerTemplate;

/** One entry of `analysis.metrics` (F6.1). */
export function readMetric(section: Section, templates: Templates): FlaggerMetric {
  noticeUnknown(section, "metric");
  const name = section.text("name") ?? "";
  if (!section.has("name"))
    section.noticed.refuse("metric-name-required", section.place, "expected a metric with a name, found none");
  const query = section.text("query") ?? "";
  const template = readTemplateRef(section, templates);
  const kinds = kindsOf(name, query, template);
  const interval = readInterval(section, kinds);
  return {
    name,
    kinds,
    interval,
    windowMs: parseGoDuration(interval) ?? 60_000,
    range: readRange(section),
    threshold: section.number("threshold"),
    query,
    template,
  };
}

/** F6.2: which passes judge this metric, in their order. */
function kindsOf(name: string, query: string, template: FlaggerTemplate | null): readonly MetricKind[] {
  const kinds: MetricKind[] = [];
  if (name === "request-success-rate" || name === "request-duration") kinds.push("builtin");
  if (query !== "") kinds.push("query");
  if (template !== null) kinds.push("template");
  return kinds.length === 0 ? ["unusable"] : kinds;
}

/** F6.10: only a template and nothing else goes without the default of one minute. */
function readInterval(section: Section, kinds: readonly MetricKind[]): string {
  const written = section.text("interval", "metric-interval-pattern", aDuration);
  if (written === null) return kinds.length === 1 && kinds[0] === "template" ? "" : "1m";
  if (!passesSchema(written)) {
    section.noticed.refuse(
      "metric-interval-pattern",
      section.placeOf("interval"),
      `expected ${aDuration}, found ${quoted(written)}`,
    );
  }
  return written;
}

function readRange(section: Section): Bounds | null {
  const range = section.section("thresholdRange");
  return range === null ? null : { min: range.number("min"), max: range.number("max") };
}

function readTemplateRef(section: Section, templates: Templates): FlaggerTemplate | null {
  const reference = section.section("templateRef");
  if (reference === null) return null;
  return templates(reference.text("name") ?? "", reference.text("namespace") ?? "");
}
