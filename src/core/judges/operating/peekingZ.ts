import { twoProportionZ } from "../tests/twoProportions.ts";
import { type CountLaw, countLaw } from "./fixedFisher.ts";

/** The pooled z of all data so far, compared after each look. */
export interface PeekingPlan {
  readonly canaryPerLook: number;
  readonly baselinePerLook: number;
  readonly canaryErrorRate: number;
  readonly baselineErrorRate: number;
  readonly looks: number;
  readonly zCritical: number;
  /** `greater` rolls back a worse canary only. */
  readonly side: "greater" | "less" | "two.sided";
}

export interface LookCharacteristic {
  readonly probRollback: number;
  /** Mean look of the rollback, from 1, given that there is one. */
  readonly meanDetectionLook: number;
}

/** Exact, on the table of both error counts: convolve per look, then cut the rejection region. */
export function peekingCharacteristic(plan: PeekingPlan): LookCharacteristic {
  const canary = countLaw(plan.canaryPerLook, plan.canaryErrorRate);
  const baseline = countLaw(plan.baselinePerLook, plan.baselineErrorRate);
  let table: readonly Float64Array[] = [Float64Array.of(1)];
  let probRollback = 0;
  let moment = 0;
  for (let look = 1; look <= plan.looks; look++) {
    table = transposed(transposed(table.map((row) => spread(row, baseline))).map((row) => spread(row, canary)));
    const rejected = cut(table, look, plan, { canary, baseline });
    probRollback += rejected;
    moment += look * rejected;
  }
  return { probRollback, meanDetectionLook: moment / probRollback };
}

/** Law of the sum; its first count moves on by the law's first. */
function spread(row: Float64Array, { weights }: CountLaw): Float64Array {
  const out = new Float64Array(row.length + weights.length - 1);
  for (let i = 0; i < row.length; i++) {
    const chance = row[i] as number;
    if (chance === 0) continue;
    for (let k = 0; k < weights.length; k++) out[i + k] = (out[i + k] as number) + chance * (weights[k] as number);
  }
  return out;
}

function transposed(table: readonly Float64Array[]): readonly Float64Array[] {
  const width = table[0]?.length ?? 0;
  return Array.from({ length: width }, (_, j) => Float64Array.from(table, (row) => row[j] as number));
}

function cut(
  table: readonly Float64Array[],
  look: number,
  plan: PeekingPlan,
  laws: { readonly canary: CountLaw; readonly baseline: CountLaw },
): number {
  let rejected = 0;
  table.forEach((row, i) => {
    for (let j = 0; j < row.length; j++) {
      const { zPooled } = twoProportionZ({
        canaryErrors: look * laws.canary.first + i,
        canaryTotal: look * plan.canaryPerLook,
        baselineErrors: look * laws.baseline.first + j,
        baselineTotal: look * plan.baselinePerLook,
      });
      const z = plan.side === "greater" ? zPooled : plan.side === "less" ? -zPooled : Math.abs(zPooled);
      if (z < plan.zCritical) continue;
      rejected += row[j] as number;
      row[j] = 0;
    }
  });
  return rejected;
}
