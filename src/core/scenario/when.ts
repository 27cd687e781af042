import type { Millis } from "../model/index.ts";
import { duration } from "./knobs.ts";

/** The time during which a fault, an incident or a gap is there. */
export const when = {
  from: duration().prefault("0s").describe("When it begins, after the new revision was noticed."),
  until: duration().prefault("24h").describe("When it ends."),
};

/** For `refine`, which also sees values that were refused already: those are not out of order. */
export function inOrder(written: { readonly from: Millis; readonly until: Millis }): boolean {
  return !(written.from >= written.until);
}

export const outOfOrder = { path: ["until"], error: "expected until to be later than from" };
