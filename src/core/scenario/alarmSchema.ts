import { z } from "zod";
import { type Alarm, type NamedMetric, own } from "../model/index.ts";
import { didYouMean, expected, oneOf } from "../notation/message.ts";
import { parseLatency, patterns } from "../notation/units.ts";
import { alarmFaults } from "../observe/alarms/alarmFaults.ts";
import { knobs, text, wholeSeconds, word } from "./knobs.ts";
import { metricSignatures } from "./metricSignatures.ts";

/** Metrics that an alarm can read in every world: the canary's. */
const builtIn: Readonly<Record<string, NamedMetric["signature"]>> = {
  ...metricSignatures,
  requests: { type: "requests", who: [] },
};

/** What a threshold of each unit looks like. */
const units = { "%": "a share like 1%", ms: "a time like 300ms", "": "a plain number" } as const;
type Unit = keyof typeof units;

const anyThreshold = "a share like 1%, a time like 300ms or a plain number";

const threshold = z
  .union(
    [
      z.number().min(0).max(1e9),
      z
        .string()
        .regex(patterns.share)
        .meta({ examples: ["1%"] }),
      z
        .string()
        .regex(patterns.latency)
        .meta({ examples: ["300ms"] }),
    ],
    { error: ({ input }) => expected(anyThreshold, input) },
  )
  .transform((written): { readonly unit: Unit; readonly value: number } => {
    if (typeof written === "number") return { unit: "", value: written };
    if (written.endsWith("%")) return { unit: "%", value: Number(written.slice(0, -1)) };
    return { unit: "ms", value: parseLatency(written) ?? Number.NaN };
  });

const mOfN = "M of N with 1 ≤ M ≤ N, like 3 of 5";

const datapoints = z
  .union([z.string(), z.strictObject({ m: z.number(), n: z.number() })], {
    error: ({ input }) => expected(mOfN, input),
  })
  .transform((written, context): Alarm["datapoints"] => {
    const [, m, n] = typeof written === "string" ? (/^(\d{1,5}) of (\d{1,5})$/.exec(written) ?? []) : [];
    const read = typeof written === "string" ? { m: Number(m), n: Number(n) } : written;
    if (faultsOf({ datapoints: read }).some((fault) => fault !== "range-too-long"))
      context.issues.push({ code: "custom", message: expected(mOfN, written), input: written });
    return read;
  });

/** One of `observe.alarms`, before its metric is looked up. */
export const alarm = knobs({
  metric: text("a metric's name like error-rate").describe(
    "One of observe.metrics, or of the canary: error-rate, latency-p99 and the like, errors or requests.",
  ),
  threshold: threshold.describe("In the metric's unit: a share, a time, or a number of requests."),
  comparison: word([
    "GreaterThanThreshold",
    "GreaterThanOrEqualToThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
  ])
    .prefault("GreaterThanThreshold")
    .describe("When a data point breaches."),
  period: wholeSeconds(1_000)
    .refine((period) => faultsOf({ period }).length === 0, {
      error: "expected a period of 10s, 20s, 30s or whole minutes, as CloudWatch has them",
    })
    .prefault("1m")
    .describe("Length of a data point."),
  datapoints: datapoints.prefault("1 of 1").describe("How many of the newest data points breach in an alarm."),
  missingData: word(["notBreaching", "breaching", "ignore", "missing"])
    .prefault("missing")
    .describe("What a period without data is taken for."),
});

function faultsOf({ period = 60_000, datapoints = { m: 1, n: 1 } }: Partial<Pick<Alarm, "period" | "datapoints">>) {
  const { m, n } = datapoints;
  return alarmFaults({
    periodSeconds: period / 1000,
    evaluationPeriods: n,
    datapointsToAlarm: m,
    missingData: "missing",
  });
}

interface Written {
  readonly alarms: Readonly<Record<string, z.output<typeof alarm>>>;
  readonly metrics: Readonly<Record<string, NamedMetric>>;
}

/** The alarms with what they read. What does not fit together is refused where it stands. */
export function alarmsOf(written: Written, context: z.core.$RefinementCtx): Readonly<Record<string, Alarm>> {
  const alarms = Object.entries(written.alarms).flatMap(([name, { threshold, ...rule }]) => {
    const reads = readsOf(rule.metric, written.metrics);
    const unit = reads === null ? threshold.unit : unitOf(reads.signature);
    const refuse = (knob: string, message: string): void => {
      context.issues.push({ code: "custom", path: ["alarms", name, knob], message, input: written });
    };
    if (reads === null) {
      const known = [...Object.keys(written.metrics), ...Object.keys(builtIn)];
      refuse("metric", expected(oneOf(known), rule.metric) + didYouMean(rule.metric, known));
    }
    if (unit !== threshold.unit)
      refuse("threshold", `expected ${units[unit]}, since ${rule.metric} is one, found ${units[threshold.unit]}`);
    if (faultsOf(rule).includes("range-too-long"))
      refuse("datapoints", "expected at most a day of periods, or seven where a period has an hour or more");
    return reads === null ? [] : [[name, { ...rule, threshold: threshold.value, reads }] as const];
  });
  return Object.fromEntries(alarms);
}

function readsOf(metric: string, metrics: Written["metrics"]): NamedMetric | null {
  const signature = own(builtIn, metric);
  return own(metrics, metric) ?? (signature && { signature, scope: "canary", layer: "request", who: [] }) ?? null;
}

function unitOf({ type }: NamedMetric["signature"]): Unit {
  if (type === "latency" || type === "latency-mean") return "ms";
  return type === "errors" || type === "requests" ? "" : "%";
}
