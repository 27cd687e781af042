import { z } from "zod";
import type { Retry } from "../model/index.ts";
import { expected } from "../notation/message.ts";
import { factor, knobs, latency, share, wholeNumber, word, yesOrNo } from "./knobs.ts";
import { notYet } from "./notYet.ts";

const timeout = z
  .union([z.literal("never"), latency("a time like 5s, or never")], {
    error: ({ input }) => expected("a time like 5s, or never", input),
  })
  .transform((written) => (written === "never" ? Number.POSITIVE_INFINITY : written))
  .refine((ms) => ms > 0, { error: "expected a timeout above 0ms" });

const retry = knobs(
  {
    attempts: wholeNumber("further attempts", 0, "retries").prefault(0).describe("Attempts after the first."),
    by: word(["client", "balancer"])
      .prefault("client")
      .describe("Who tries again: the client is routed anew, the balancer stays with the track."),
    backoff: latency().prefault("0ms").describe("Time before the second attempt."),
    factor: factor("a factor like 2").prefault(2).describe("Each further pause is so much longer."),
    jitter: word(["none", "equal", "full"], notYet.jitters).prefault("none").describe("Random part of the pause."),
    budget: share().prefault("100%").describe("Retries in flight by requests in flight; 100% is no budget."),
  },
  notYet.retry,
).transform(({ backoff, ...rest }): Retry => ({ ...rest, backoffMs: backoff }));

export const clientSchema = knobs(
  {
    timeout: timeout.prefault("5s").describe("When an attempt is given up; the server works on."),
    retry: retry.prefault({}).describe("Further attempts at a failed or late request."),
    serverCancels: yesOrNo().prefault(false).describe("The server drops what its client has given up."),
  },
  notYet.client,
);

/** `balancer.retry: 2`: what a mesh does by default, at once and without a budget. */
export function balancerRetry(attempts: number): Retry {
  return { ...retry.parse({ attempts, by: "balancer" }) };
}
