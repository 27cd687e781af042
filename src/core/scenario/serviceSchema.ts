import { z } from "zod";
import type { Service, ServiceTime } from "../model/index.ts";
import { duration, factor, knobs, latency, named, share, wholeNumber, wrongKind } from "./knobs.ts";
import { logNormalOf } from "./logNormal.ts";
import { expected } from "./message.ts";
import { notYet } from "./notYet.ts";

const serviceTime = z
  .discriminatedUnion(
    "kind",
    [
      knobs(
        {
          kind: z.literal("lognormal"),
          p50: latency().optional().describe("Median without waiting; goes with p99."),
          p99: latency().optional().describe("99th percentile without waiting."),
          mean: latency().optional().describe("Mean without waiting; goes with cv."),
          cv: factor("a coefficient of variation like 0.9").optional().describe("Standard deviation by mean."),
        },
        notYet.latency,
      ),
      knobs({ kind: z.literal("exponential"), mean: latency().describe("Mean without waiting.") }, notYet.latency),
    ],
    { error: ({ input }) => wrongKind(input, ["lognormal", "exponential"], notYet.latencyKinds) },
  )
  .transform((written, context): ServiceTime => {
    if (written.kind === "exponential") return { kind: "exponential", meanMs: written.mean };
    const time = logNormalOf(written);
    if (typeof time !== "string") return time;
    context.issues.push({ code: "custom", message: time, input: written });
    return z.NEVER;
  });

const instances = knobs(
  {
    stable: wholeNumber("instances", 1, "instances").prefault(10).describe("Running instances of stable."),
    canary: z
      .union([z.literal("follow"), wholeNumber("instances", 1, "instances")], {
        error: ({ input }) => expected("a whole number of instances or follow", input),
      })
      .prefault("follow")
      .describe("Instances of the canary while it is scaled up; `follow` is as many as stable has."),
  },
  notYet.instances,
);

const service = knobs(
  {
    instances: instances.prefault({}),
    workers: wholeNumber("workers", 1, "workers").prefault(2).describe("Requests that one instance serves at once."),
    queue: wholeNumber("waiting requests", 0, "queue")
      .prefault(100)
      .describe("Requests that may wait at one instance."),
    latency: serviceTime.prefault({ kind: "lognormal", p50: "80ms", p99: "320ms" }).describe("Service time."),
    errors: share().prefault("0.3%").describe("Failures of every revision."),
    ready: knobs({ after: duration().prefault("10s").describe("From start to readiness.") }, notYet.ready).prefault({}),
  },
  notYet.service,
);

/** Exactly one service, under the name that the file gives it. */
export const servicesSchema = named("services", service)
  .refine((all) => Object.keys(all).length === 1, {
    error: ({ input }) =>
      `expected one service, found ${Object.keys(input ?? {}).length}: several are not simulated yet`,
  })
  .transform((all): Service => {
    const [only] = Object.entries(all).map(([name, { ready, ...rest }]) => ({
      name,
      ...rest,
      readyAfter: ready.after,
    }));
    return only ?? z.NEVER;
  });
