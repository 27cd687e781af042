import { z } from "zod";
import type { Fault } from "../model/index.ts";
import { expected } from "../notation/message.ts";
import { duration, factor, knobs, latency, share, size, wholeNumber, wrongKind } from "./knobs.ts";
import { notYet } from "./notYet.ts";
import { inOrder, outOfOrder, when } from "./when.ts";
import { who } from "./whoSchema.ts";

const flap = knobs({
  on: duration(1_000).prefault("24h").describe("It acts for so long,"),
  off: duration().prefault("0s").describe("then rests for so long, and so on."),
});

const instances = z.union([z.literal("all"), wholeNumber("instances", 1, "instances")], {
  error: ({ input }) => expected("a whole number of instances or all", input),
});

/** When a fault acts, and on whom. */
const everywhere = {
  ...when,
  who: who.prefault({}).describe("Users whom it meets, e.g. `device: android`; empty is everybody."),
  flap: flap.prefault({}).describe("Comes and goes."),
  grow: duration().prefault("0s").describe("Time of a straight growth to the full rate."),
};

/** And where. */
const reach = {
  ...everywhere,
  instances: instances.prefault("all").describe("How many instances of the revision have it."),
};

const kinds = ["errors", "wrongAnswer", "lostSession", "latency", "hang", "leak", "lock"] as const;

/** What is wrong with a revision. */
export const faultSchema = z
  .discriminatedUnion(
    "kind",
    [
      knobs(
        { kind: z.literal("errors"), rate: share().describe("Share of attempts that fail."), ...reach },
        notYet.fault,
      ),
      knobs(
        {
          kind: z.literal("wrongAnswer"),
          rate: share().describe("Share of attempts that are answered in good form, with wrong data."),
          ...reach,
        },
        notYet.fault,
      ),
      knobs(
        {
          kind: z.literal("lostSession"),
          rate: share()
            .prefault("100%")
            .describe("Of a session's first answers from another version, the share that is in good form and wrong."),
          ...everywhere,
        },
        notYet.fault,
      ),
      knobs(
        {
          kind: z.literal("latency"),
          rate: share().prefault("100%").describe("Share of attempts that are slower."),
          factor: factor("a factor like 1.4").prefault(1).describe("Service time is multiplied by it."),
          add: latency().prefault("0ms").describe("And lengthened by it."),
          ...reach,
        },
        notYet.fault,
      ),
      knobs(
        { kind: z.literal("hang"), rate: share().describe("Share of attempts that get no answer."), ...reach },
        notYet.fault,
      ),
      knobs(
        { kind: z.literal("leak"), perRequest: size().describe("Memory that each attempt leaves behind."), ...reach },
        notYet.fault,
      ),
      knobs({ kind: z.literal("lock"), ...reach }, notYet.fault),
    ],
    { error: ({ input }) => wrongKind(input, kinds, notYet.faultKinds) },
  )
  .refine(inOrder, outOfOrder)
  .transform(({ grow, ...written }): Fault => {
    const growsFor = grow;
    switch (written.kind) {
      case "latency": {
        const { add, ...rest } = written;
        return { ...rest, growsFor, addMs: add };
      }
      case "leak": {
        const { perRequest, ...rest } = written;
        return { ...rest, growsFor, mibPerRequest: perRequest };
      }
      case "lostSession":
        return { ...written, growsFor, instances: "all" };
      default:
        return { ...written, growsFor };
    }
  });
