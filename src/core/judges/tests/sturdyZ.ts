import { normalQuantile } from "../../math/normalQuantile.ts";
import type { ArmCounts } from "./counts.ts";
import { fisherPValue } from "./fisherExact.ts";
import { twoProportionZ } from "./twoProportions.ts";

/** Below this many expected errors in an arm the normal law is not to be trusted (spec 3.3). */
const FEW = 5;

/** The pooled z of canary against baseline, or the z of Fisher's p where an arm expects fewer than 5 errors. */
export function sturdyZ(counts: ArmCounts): number {
  const { canaryErrors, canaryTotal, baselineErrors, baselineTotal } = counts;
  const rate = (canaryErrors + baselineErrors) / (canaryTotal + baselineTotal);
  if (rate * Math.min(canaryTotal, baselineTotal) >= FEW) return twoProportionZ(counts).zPooled;
  const worse = -normalQuantile(fisherPValue(counts, "greater"));
  if (worse > 0) return worse;
  return Math.min(0, normalQuantile(fisherPValue(counts, "less")));
}
