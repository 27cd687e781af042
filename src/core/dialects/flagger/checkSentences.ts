import type { Check } from "../../model/index.ts";
import { percent, readable, span } from "../numbers.ts";
import { judgesMean } from "./metricCheck.ts";
import type { FlaggerPolicy } from "./policy.ts";

/** What people call a metric: `Success rate`, `P99 latency`, or its own name. */
export function metricTitle(policy: Pick<FlaggerPolicy, "provider">, check: Pick<Check, "metric" | "unit">): string {
  if (check.unit === "%") return "Success rate";
  if (check.unit === "ms") return judgesMean(policy.provider) ? "Mean latency" : "P99 latency";
  return `Metric ${check.metric}`;
}

/** A value in its unit. */
export function measured(value: number, unit: Check["unit"]): string {
  if (unit === "%") return percent(value);
  return unit === "ms" ? `${readable(value)} ms` : readable(value);
}

/** One judged metric as a sentence without its full stop. */
export function checkSentence(policy: Pick<FlaggerPolicy, "provider">, check: Check): string {
  const title = metricTitle(policy, check);
  switch (check.reading.type) {
    case "value":
      return Number.isNaN(check.reading.value)
        ? noValues(title, "the query returned NaN")
        : `${title} ${compared(check, check.reading.value)} (${counts(check)})`;
    case "missing":
      return noValues(title, check.reading.reason);
    case "failed":
      return `${title}: the query failed (${check.reading.reason}), which Flagger counts as a failed check`;
    case "assumed":
      return `${title} was not simulated and is taken to be in range`;
  }
}

function noValues(title: string, reason: string): string {
  const because = reason === "" ? "" : ` (${reason})`;
  return `${title}: no values found${because}, which Flagger counts as a failed check`;
}

function compared(check: Check, value: number): string {
  const says = apart(check, value);
  const { min, max, unit } = check;
  if (min !== null && says.cut < min) return `${says.text} is under ${measured(min, unit)}`;
  if (max !== null && says.cut > max) return `${says.text} is over ${measured(max, unit)}`;
  const inside = [
    ...(min === null || min === 0 ? [] : [`at least ${measured(min, unit)}`]),
    ...(max === null ? [] : [`at most ${measured(max, unit)}`]),
  ];
  return `${says.text} is ${inside.length === 0 ? "accepted without a bound" : inside.join(" and ")}`;
}

/** The value as text; two decimals are given up when they would make a failing value look like its bound. */
function apart(check: Check, value: number): { readonly text: string; readonly cut: number } {
  const cut = check.unit === "ms" ? Math.trunc(value) : value;
  const text = measured(cut, check.unit);
  const hidden = [check.min, check.max].some(
    (bound) => bound !== null && bound !== cut && measured(bound, check.unit) === text,
  );
  return { text: hidden ? `${cut}${check.unit === "%" ? "%" : check.unit === "ms" ? " ms" : ""}` : text, cut };
}

function counts(check: Check): string {
  const { requests, failures } = check.samples;
  const window = `in the last ${span(check.window)}`;
  if (check.unit === "%") return `${readable(failures)} of ${readable(requests)} requests failed ${window}`;
  return requests > 0 ? `${readable(requests)} requests ${window}` : window;
}
