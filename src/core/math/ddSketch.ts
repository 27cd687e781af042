import { exp } from "./exp.ts";
import { log } from "./log.ts";

/** A bin of DDSketch (Masson, Rim and Lee 2019). */
export interface SketchBin {
  readonly gamma: number;
  /** ⌈log_γ value⌉. */
  readonly index: number;
  /** Within the relative accuracy of every value in the bin. */
  readonly representative: number;
}

/** The bin of a positive value at a relative accuracy between 0 and 1 (spec 7.3). */
export function sketchBin(relativeAccuracy: number, value: number): SketchBin {
  const gamma = (1 + relativeAccuracy) / (1 - relativeAccuracy);
  const index = Math.ceil(log(value) / log(gamma));
  return { gamma, index, representative: (2 * exp(index * log(gamma))) / (gamma + 1) };
}
