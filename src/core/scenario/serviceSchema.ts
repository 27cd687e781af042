import { z } from "zod";
import type { Cache, Service } from "../model/index.ts";
import { expected } from "../notation/message.ts";
import { duration, factor, knobs, latency, named, share, size, wholeNumber, yesOrNo } from "./knobs.ts";
import { notYet } from "./notYet.ts";
import { serviceTime } from "./serviceTimeSchema.ts";

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

const cache = z
  .union(
    [
      z.literal("none"),
      knobs({
        keys: wholeNumber("keys", 1, "keys").describe("Different answers that can be asked for."),
        exponent: factor("an exponent like 0.9")
          .prefault(0)
          .describe("How uneven the keys are, by Zipf's law; 0 asks for all alike."),
        miss: latency().describe("What an answer takes longer that is not in the cache."),
        warm: yesOrNo().prefault(false).describe("New instances start with a full cache."),
      }).transform(({ miss, ...rest }): Cache => ({ ...rest, missMs: miss })),
    ],
    { error: ({ input }) => expected("none, or a block with keys, exponent, miss and warm", input) },
  )
  .transform((written) => (written === "none" ? null : written));

const memory = knobs({
  base: size().prefault("128Mi").describe("Of an instance at its start."),
  limit: size().prefault("512Mi").describe("Where an instance is killed."),
})
  .refine(({ base, limit }) => !(base >= limit), { path: ["limit"], error: "expected a limit above base" })
  .transform(({ base, limit }) => ({ baseMib: base, limitMib: limit }));

const warmUp = knobs({
  factor: factor("a factor like 3").prefault(1).describe("Service time of a new instance is multiplied by it."),
  for: duration(1_000).prefault("1m").describe("How long until nothing is left of that."),
});

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
    cache: cache.prefault("none").describe("Keys that answers are cached by, in each instance."),
    memory: memory.prefault({}),
    restart: duration().prefault("30s").describe("Time that a killed instance takes to serve again."),
    warmUp: warmUp.prefault({}),
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
    const [only] = Object.entries(all).map(([name, { ready, restart, ...rest }]) => ({
      name,
      ...rest,
      readyAfter: ready.after,
      restartAfter: restart,
    }));
    return only ?? z.NEVER;
  });
