import { z } from "zod";
import type { Fault, Millis, Revision } from "../model/index.ts";
import { duration, factor, knobs, latency, list, share, text, wrongKind } from "./knobs.ts";
import { notYet } from "./notYet.ts";

/** The time during which a fault or a gap is there. */
export const when = {
  from: duration().prefault("0s").describe("When it begins, after the new revision was noticed."),
  until: duration().prefault("24h").describe("When it ends."),
};

/** For `refine`, which also sees values that were refused already: those are not out of order. */
export function inOrder(written: { readonly from: Millis; readonly until: Millis }): boolean {
  return !(written.from >= written.until);
}

export const outOfOrder = { path: ["until"], error: "expected until to be later than from" };

const fault = z
  .discriminatedUnion(
    "kind",
    [
      knobs(
        { kind: z.literal("errors"), rate: share().describe("Share of requests that fail."), ...when },
        notYet.fault,
      ),
      knobs(
        {
          kind: z.literal("latency"),
          rate: share().prefault("100%").describe("Share of requests that are slower."),
          factor: factor("a factor like 1.4").prefault(1).describe("Service time is multiplied by it."),
          add: latency().prefault("0ms").describe("And lengthened by it."),
          ...when,
        },
        notYet.fault,
      ),
    ],
    { error: ({ input }) => wrongKind(input, ["errors", "latency"], notYet.faultKinds) },
  )
  .refine(inOrder, outOfOrder)
  .transform((written): Fault => {
    if (written.kind === "errors") return written;
    const { add, ...rest } = written;
    return { ...rest, addMs: add };
  });

/** A revision and what is wrong with it. */
export const revisionSchema = (version: string) =>
  knobs(
    { version: text("a version").prefault(version), faults: list("faults", fault).prefault([]) },
    notYet.revision,
  ).transform((written): Revision => written);
