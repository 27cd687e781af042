import { incompleteGamma } from "../../math/special/incompleteGamma.ts";
import { normalCdf, normalSf, normalUpperQuantile } from "../../math/special/normal.ts";
import type { Alternative, ArmCounts, Interval } from "./counts.ts";

/** z of the difference canary − baseline, with the variance under equal rates and with each arm's own (spec 3.3). */
export interface ZResult {
  readonly zPooled: number;
  readonly zUnpooled: number;
}

/** 0 where the variance is 0: no errors, or nothing but errors. */
export function twoProportionZ(counts: ArmCounts): ZResult {
  const { pc, pb, nc, nb, pooled } = rates(counts);
  const together = pooled * (1 - pooled) * (1 / nc + 1 / nb);
  const apart = (pc * (1 - pc)) / nc + (pb * (1 - pb)) / nb;
  return { zPooled: standardised(pc - pb, together), zUnpooled: standardised(pc - pb, apart) };
}

export interface ChiSquareResult {
  readonly chiSquared: number;
  readonly pValue: number;
  readonly diffConfInt: Interval;
}

/** Pearson's χ² on one degree of freedom with or without Yates's correction; NaN where all or none are errors. */
export function twoProportionChiSquare(
  counts: ArmCounts,
  { yates, alternative, confidence = 0.95 }: { yates: boolean; alternative: Alternative; confidence?: number },
): ChiSquareResult {
  const { pc, pb, nc, nb, pooled } = rates(counts);
  const exposure = 1 / nc + 1 / nb;
  const difference = pc - pb;
  const correction = yates ? Math.min(0.5, Math.abs(difference) / exposure) : 0;
  const off = Math.abs(nc * (pc - pooled)) - correction;
  const chiSquared = (off * off * exposure) / (pooled * (1 - pooled));
  const z = (difference < 0 ? -1 : 1) * Math.sqrt(chiSquared);
  const error = Math.sqrt((pc * (1 - pc)) / nc + (pb * (1 - pb)) / nb);
  const tail = alternative === "two.sided" ? (1 - confidence) / 2 : 1 - confidence;
  const reach = normalUpperQuantile(tail) * error + correction * exposure;
  return {
    chiSquared,
    pValue: pOf(alternative, chiSquared, z),
    diffConfInt: [
      alternative === "less" ? -1 : Math.max(-1, difference - reach),
      alternative === "greater" ? 1 : Math.min(1, difference + reach),
    ],
  };
}

function pOf(alternative: Alternative, chiSquared: number, z: number): number {
  if (Number.isNaN(chiSquared)) return Number.NaN;
  if (alternative === "two.sided") return incompleteGamma(0.5, chiSquared / 2).upper;
  return alternative === "greater" ? normalSf(z) : normalCdf(z);
}

function rates({ canaryErrors, canaryTotal: nc, baselineErrors, baselineTotal: nb }: ArmCounts) {
  return {
    pc: canaryErrors / nc,
    pb: baselineErrors / nb,
    nc,
    nb,
    pooled: (canaryErrors + baselineErrors) / (nc + nb),
  };
}

function standardised(difference: number, variance: number): number {
  return variance > 0 ? difference / Math.sqrt(variance) : 0;
}
