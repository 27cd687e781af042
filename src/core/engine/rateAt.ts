import type { ActiveFault } from "./activeFaults.ts";

/** The rate of a fault at a time, while it grows and after. */
export function rateAt(
  { rate, grownFrom, grownFor }: Pick<ActiveFault, "rate" | "grownFrom" | "grownFor">,
  at: number,
): number {
  return grownFor === 0 ? rate : rate * Math.min(1, (at - grownFrom) / grownFor);
}
