import { parseGoDuration } from "../goDuration.ts";
import { aGoDuration } from "./duration.ts";
import type { ArgoMetric } from "./policy.ts";
import { questionOf } from "./question.ts";
import type { Section } from "./section.ts";

/** A10.1: one metric of a template, with every kind of refusal of A1.6. `rawQuery` still has its arguments. */
export function readMetric(section: Section, rawQuery: string): ArgoMetric {
  const interval = readDuration(section, "interval");
  const initialDelay = readDuration(section, "initialDelay");
  const count = limit(section, "count", 0);
  const limits = {
    failureLimit: limit(section, "failureLimit", 0),
    inconclusiveLimit: limit(section, "inconclusiveLimit", 0),
    consecutiveErrorLimit: limit(section, "consecutiveErrorLimit", 4),
    consecutiveSuccessLimit: limit(section, "consecutiveSuccessLimit", 0),
  };
  if (count > 1 && !section.has("interval"))
    section.refuse(
      "interval-missing",
      "count",
      `expected an interval beside a count above 1, found a count of ${count} alone`,
    );
  checkLimits(section, count, limits);
  const provider = readProvider(section);
  return {
    name: section.text("name"),
    intervalMs: interval,
    initialDelayMs: initialDelay ?? 0,
    effectiveCount: count === 0 ? (section.has("interval") ? null : 1) : count,
    ...limits,
    successCondition: section.text("successCondition"),
    failureCondition: section.text("failureCondition"),
    provider: provider.name,
    query: provider.query,
    question: questionOf(provider.name, rawQuery === "" ? provider.query : rawQuery),
    path: section.path,
    written: {
      count: section.has("count") ? count : null,
      failureLimit: section.has("failureLimit"),
      interval: String(section.wholeOrText("interval") ?? ""),
    },
  };
}

/** A1.5 (b): a bare number is an error, `0` apart. */
function readDuration(section: Section, key: "interval" | "initialDelay"): number | null {
  if (!section.has(key)) return null;
  const written = section.wholeOrText(key);
  if (written === null) return null;
  const millis = typeof written === "string" ? parseGoDuration(written) : null;
  if (millis === null || millis < 0)
    section.refuse(
      key === "interval" ? "bad-interval" : "bad-initial-delay",
      key,
      `expected ${aGoDuration}, found ${written}`,
    );
  return millis;
}

/** A10.1: may be a string, which arguments make; a non-number counts as 0. */
function limit(section: Section, key: string, unset: number): number {
  const written = section.wholeOrText(key);
  if (written === null) return unset;
  if (typeof written === "number") return written;
  return /^[+-]?\d{1,9}$/.test(written) ? Number(written) : 0;
}

interface Limits {
  readonly failureLimit: number;
  readonly inconclusiveLimit: number;
  readonly consecutiveErrorLimit: number;
  readonly consecutiveSuccessLimit: number;
}

function checkLimits(section: Section, count: number, limits: Limits): void {
  const { failureLimit, inconclusiveLimit, consecutiveErrorLimit, consecutiveSuccessLimit } = limits;
  if (failureLimit < -1)
    section.refuse("failure-limit-range", "failureLimit", `expected -1 or more, found ${failureLimit}`);
  if (failureLimit === -1 && consecutiveSuccessLimit === 0)
    section.refuse(
      "both-limits-disabled",
      "failureLimit",
      "expected a consecutiveSuccessLimit beside failureLimit -1, found neither",
    );
  if (consecutiveSuccessLimit < 0)
    section.refuse(
      "success-limit-range",
      "consecutiveSuccessLimit",
      `expected 0 or more, found ${consecutiveSuccessLimit}`,
    );
  if (inconclusiveLimit < 0)
    section.refuse("inconclusive-limit-range", "inconclusiveLimit", `expected 0 or more, found ${inconclusiveLimit}`);
  if (consecutiveErrorLimit < 0)
    section.refuse("error-limit-range", "consecutiveErrorLimit", `expected 0 or more, found ${consecutiveErrorLimit}`);
  if (count <= 0) return;
  if (failureLimit >= 0 && count < failureLimit + consecutiveSuccessLimit)
    section.refuse(
      "count-lt-failure-limit",
      "failureLimit",
      `expected at most the count of ${count}, found failureLimit ${failureLimit} and consecutiveSuccessLimit ${consecutiveSuccessLimit}`,
    );
  if (failureLimit === -1 && count < consecutiveSuccessLimit)
    section.refuse(
      "count-lt-success-limit",
      "consecutiveSuccessLimit",
      `expected at most the count of ${count}, found ${consecutiveSuccessLimit}`,
    );
  if (count < inconclusiveLimit)
    section.refuse(
      "count-lt-inconclusive-limit",
      "inconclusiveLimit",
      `expected at most the count of ${count}, found ${inconclusiveLimit}`,
    );
}

function readProvider(section: Section): { readonly name: string; readonly query: string } {
  const provider = section.section("provider");
  const keys = provider?.keys ?? [];
  const [name] = keys;
  if (name === undefined || provider === null || keys.length > 1) {
    section.refuse(
      "provider-count",
      "provider",
      `expected exactly one provider, found ${keys.length === 0 ? "none" : keys.join(" and ")}`,
    );
    return { name: name ?? "", query: "" };
  }
  const inside = provider.value(name);
  const query = inside?.kind === "map" ? inside.fields.get("query")?.value : undefined;
  return { name, query: query?.kind === "scalar" && typeof query.value === "string" ? query.value : "" };
}
