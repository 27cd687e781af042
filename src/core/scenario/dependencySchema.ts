import { z } from "zod";
import type { Dependency } from "../model/index.ts";
import { expected } from "../notation/message.ts";
import { factor, knobs, list, share, wholeNumber } from "./knobs.ts";
import { notYet } from "./notYet.ts";
import { serviceTime } from "./serviceTimeSchema.ts";
import { inOrder, outOfOrder, when } from "./when.ts";

const incident = knobs({
  ...when,
  errors: share().prefault("0%").describe("Share of calls that fail, whoever makes them."),
  factor: factor("a factor like 4").prefault(1).describe("A call takes so much longer."),
}).refine(inOrder, outOfOrder);

/** What everybody's requests share. */
export const dependencySchema = z
  .union(
    [
      z.literal("none"),
      knobs(
        {
          workers: wholeNumber("workers", 1, "workers").prefault(20).describe("Calls that it serves at once."),
          latency: serviceTime.prefault({ kind: "lognormal", p50: "5ms", p99: "20ms" }).describe("Time of one call."),
          incidents: list("incidents", incident).prefault([]).describe("When it fails or is slow."),
        },
        notYet.dependency,
      ),
    ],
    { error: ({ input }) => expected("none, or a block with workers, latency and incidents", input) },
  )
  .transform((written): Dependency | null => (written === "none" ? null : written));
