import { exp } from "../../math/exp.ts";
import type { ArmCounts } from "../tests/counts.ts";

/**
 * Mixture likelihood ratio Λ of a difference d with variance V, mixing over N(0, τ²) around the null (Robbins 1970;
 * Johari, Pekelis and Walsh 2015; spec 4.4). 1 where V is 0.
 */
export function mixtureRatio(difference: number, variance: number, mixtureVariance: number): number {
  if (!(variance > 0)) return 1;
  const both = variance + mixtureVariance;
  return Math.sqrt(variance / both) * exp((mixtureVariance * difference * difference) / (2 * variance * both));
}

/** Plug-in variance of the difference of two rates, unequal arms. */
export function rateDifference(counts: ArmCounts): { readonly difference: number; readonly variance: number } {
  const { canaryErrors, canaryTotal, baselineErrors, baselineTotal } = counts;
  if (canaryTotal === 0 || baselineTotal === 0) return { difference: 0, variance: 0 };
  const pc = canaryErrors / canaryTotal;
  const pb = baselineErrors / baselineTotal;
  return { difference: pc - pb, variance: (pc * (1 - pc)) / canaryTotal + (pb * (1 - pb)) / baselineTotal };
}

/** Always-valid p at each look: the running minimum of 1/e, at most 1. */
export function runningP(eValues: readonly number[]): readonly number[] {
  let least = 1;
  return eValues.map((e) => {
    least = Math.min(least, 1 / e);
    return least;
  });
}
