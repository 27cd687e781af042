import { z } from "zod";
import { expected, oneOf } from "../notation/message.ts";
import { duration, factor, knobs, list, rate, text, wholeSeconds, word } from "./knobs.ts";
import { notYet } from "./notYet.ts";
import type { Shape } from "./rateKnots.ts";
import { parseTrace } from "./trace.ts";

const changing = {
  ramp: knobs({
    from: duration().prefault("0s").describe("When it begins."),
    to: rate().describe("Rate at its end, and from then on."),
    over: duration(1).describe("How long it takes."),
  }).describe("A straight line to another rate."),
  daily: knobs({
    peak: rate().describe("Highest rate of the day."),
    trough: rate().describe("Lowest rate, twelve hours from the peak."),
    at: duration().describe("When the peak is, after the start."),
  }).describe("A wave that comes back every 24 hours."),
  spike: knobs({
    at: wholeSeconds(0).describe("When it begins."),
    factor: factor("a factor like 3").describe("The rate is multiplied by it."),
    for: wholeSeconds(1_000).describe("How long it lasts."),
  }).describe("More for a while."),
  steps: list(
    "steps like [5m, 120/s]",
    z.tuple([wholeSeconds(0), rate()], { error: ({ input }) => expected("a step like [5m, 120/s]", input) }),
  )
    .min(1, { error: "expected at least one step like [5m, 120/s]" })
    .refine((steps) => steps.every(([at], index) => index === 0 || at > (steps[index - 1]?.[0] ?? 0)), {
      error: "expected steps in the order of time",
    })
    .describe("Another rate from each of these times on."),
  trace: knobs({
    file: text("a path like traces/tuesday.csv, or a trace under |").describe(
      "CSV of time,rate or a Prometheus query_range answer in JSON: its path, or the text itself under `|`.",
    ),
  }).describe("What was measured somewhere else."),
} as const;

const names = Object.keys(changing);

const shape = z
  .union(
    [
      word(["constant"]),
      knobs({
        ramp: changing.ramp.optional(),
        daily: changing.daily.optional(),
        spike: changing.spike.optional(),
        steps: changing.steps.optional(),
        trace: changing.trace.optional(),
      }).refine((written) => Object.keys(written).length === 1, {
        error: ({ input }) => `expected one of ${oneOf(names)}, found ${Object.keys(Object(input)).length}`,
      }),
    ],
    { error: ({ input }) => expected(`constant, or a block with ${oneOf(names)}`, input) },
  )
  .transform((written, context): Shape => {
    if (written === "constant") return { kind: "constant" };
    if (written.ramp !== undefined) return { kind: "ramp", ...written.ramp };
    if (written.daily !== undefined) return { kind: "daily", ...written.daily };
    if (written.spike !== undefined) return { kind: "spike", ...written.spike };
    if (written.steps !== undefined) return { kind: "steps", steps: written.steps };
    const points = parseTrace(written.trace?.file ?? "");
    if (typeof points !== "string") return { kind: "trace", points };
    context.issues.push({ code: "custom", message: points, path: ["trace", "file"], input: written });
    return z.NEVER;
  });

export const trafficSchema = knobs(
  {
    rate: rate().prefault("100/s").describe("Requests a second."),
    shape: shape.prefault("constant").describe("How the rate changes over time."),
    arrivals: word(["poisson"], notYet.arrivals).prefault("poisson").describe("How requests are spread in time."),
  },
  notYet.traffic,
);
