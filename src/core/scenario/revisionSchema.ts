import type { Revision } from "../model/index.ts";
import { versions } from "./dataSchema.ts";
import { faultSchema } from "./faultSchema.ts";
import { knobs, list, share, text, wholeNumber } from "./knobs.ts";
import { notYet } from "./notYet.ts";

/** A revision and what is wrong with it. */
export const revisionSchema = (version: string) =>
  knobs(
    {
      version: text("a version").prefault(version),
      faults: list("faults", faultSchema).prefault([]),
      reads: versions.prefault([1]).describe("Versions of the schema that it can read and write."),
      touches: share().prefault("100%").describe("Share of requests that touch what changes in the schema."),
      calls: wholeNumber("calls", 0, "calls").prefault(1).describe("Calls of one request to the dependency."),
    },
    notYet.revision,
  ).transform((written): Revision => written);
