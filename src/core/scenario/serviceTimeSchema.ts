import { z } from "zod";
import type { ServiceTime } from "../model/index.ts";
import { factor, knobs, latency, wrongKind } from "./knobs.ts";
import { logNormalOf } from "./logNormal.ts";
import { notYet } from "./notYet.ts";

/** How long something takes when nobody waits before it. */
export const serviceTime = z
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
