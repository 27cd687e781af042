import type { SchemaStep } from "../model/index.ts";
import { duration, knobs, list, wholeNumber, word, yesOrNo } from "./knobs.ts";
import { notYet } from "./notYet.ts";

export const versions = list("versions", wholeNumber("schema versions", 1, "versions")).min(1, {
  error: "expected at least one version of the schema",
});

const step = knobs(
  {
    at: duration().describe("When, after the new revision was noticed."),
    do: word(["expand", "contract"], notYet.schemaSteps).describe("Add a form of the data, or drop one."),
    readable: versions.describe("Versions that can be read from then on."),
    oneWay: yesOrNo().prefault(false).describe("Nothing brings the old form back."),
  },
  notYet.schemaStep,
).transform((written): SchemaStep => written);

/** The schema of the data that both revisions use. */
export const dataSchema = knobs(
  {
    readable: versions.prefault([1]).describe("Versions that can be read at the start."),
    steps: list("steps", step)
      .refine((steps) => steps.every(({ at }, index) => index === 0 || !(at < (steps[index - 1]?.at ?? 0))), {
        error: "expected steps in the order of time",
      })
      .prefault([])
      .describe("Changes on the timeline."),
  },
  notYet.schema,
);
