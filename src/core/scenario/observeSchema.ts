import type { NamedMetric, Observability } from "../model/index.ts";
import { oneOf } from "../notation/message.ts";
import { alarm, alarmsOf } from "./alarmSchema.ts";
import { knobs, latency, list, named, wholeSeconds, word, yesOrNo } from "./knobs.ts";
import { metricSignatures } from "./metricSignatures.ts";
import { notYet } from "./notYet.ts";
import { inOrder, outOfOrder, when } from "./when.ts";
import { who } from "./whoSchema.ts";

/** What can be counted of some users only. */
const counted = ["success-rate", "error-rate", "errors"];

const metric = knobs(
  {
    query: word([
      "success-rate",
      "error-rate",
      "latency-p50",
      "latency-p95",
      "latency-p99",
      "latency-mean",
      "errors",
    ]).describe("What it reads; errors is how many requests failed."),
    scope: word(["total", "stable", "canary"], notYet.scopes).prefault("canary").describe("Whose requests it counts."),
    who: who.prefault({}).describe("Of users with all of these values, e.g. `plan: paid`; empty is everybody."),
    layer: word(["request", "attempt", "server", "business"], notYet.layers)
      .prefault("request")
      .describe(
        "What it counts: requests, each attempt that the service saw, what servers count in their own memory, or whether users got what they came for.",
      ),
  },
  notYet.metric,
)
  .refine(({ query, who }) => Object.keys(who).length === 0 || counted.some((name) => name === query), {
    error: `expected one of ${oneOf(counted)} where who is given: latencies are not kept by user`,
    path: ["query"],
  })
  .transform(({ query, ...rest }): NamedMetric => ({ signature: metricSignatures[query], ...rest }));

const missing = knobs({ series: word(["stable", "canary"]).describe("Whose series has the gap."), ...when })
  .refine(inOrder, outOfOrder)
  .transform(({ series, ...rest }) => ({ track: series, ...rest }));

/** Bounds of Istio's request duration histogram, in the notation of the file. */
const istioBuckets = [
  "0.5ms",
  "1ms",
  "5ms",
  "10ms",
  "25ms",
  "50ms",
  "100ms",
  "250ms",
  "500ms",
  "1s",
  "2.5s",
  "5s",
  "10s",
  "30s",
  "60s",
  "300s",
  "600s",
  "1800s",
  "3600s",
];

const buckets = list("bucket bounds", latency())
  .min(1, { error: "expected at least one bucket bound" })
  .refine((bounds) => bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? 0)), {
    error: "expected bucket bounds that rise",
  });

/** What the metrics store sees of the world. */
export const observeSchema = knobs(
  {
    scrape: wholeSeconds(1_000).prefault("15s").describe("Time between two scrapes."),
    delay: wholeSeconds(0).prefault("0s").describe("How late the metrics store is."),
    buckets: buckets.prefault(istioBuckets).describe("Upper bounds of the latency histogram; +Inf is implied."),
    missing: list("gaps", missing).prefault([]).describe("Gaps in what the metrics store has."),
    alarms: named("alarms", alarm).prefault({}).describe("Alarms as CloudWatch evaluates them, by name."),
    resetOnRestart: yesOrNo()
      .prefault(true)
      .describe("Whether the counters of layer server begin at 0 after a restart."),
    metrics: named("metrics", metric).prefault({}).describe("What metrics of your own naming read."),
  },
  [],
  {
    window: "the window belongs to the policy: each metric's interval in its manifest",
    ...Object.fromEntries(
      ["period", "datapoints", "missingData"].map((knob) => [
        knob,
        `${knob} belongs to an alarm: write it under alarms`,
      ]),
    ),
  },
).transform((written, context): Observability => ({ ...written, alarms: alarmsOf(written, context) }));
