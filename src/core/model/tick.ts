import type { Millis } from "./units.ts";

/** The step of the simulation: one row of a recording. */
export const tickMs: Millis = 1000;
