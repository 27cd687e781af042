import { log } from "../../math/log.ts";
import { logWorseE } from "../sequential/rateRatioEProcess.ts";
import { shareUnderRatio } from "../sequential/sprt.ts";
import { firstWhere } from "../tests/fisherExact.ts";

/** The rate-ratio e-process at one traffic share, looked at after every error. */
export interface EProcessPlan {
  readonly canaryTrafficShare: number;
  readonly rateRatios: readonly number[];
  readonly alpha: number;
  readonly maxErrors: number;
}

export interface EProcessCharacteristic {
  readonly probRollback: number;
  /** Mean number of errors of both arms at the rollback, given that there is one. */
  readonly meanErrorsAtRollback: number;
}

/** Exact at a true rate ratio: a chain on the canary's errors among all errors (spec 9). */
export function eProcessCharacteristic(plan: EProcessPlan, trueRateRatio: number): EProcessCharacteristic {
  const { canaryTrafficShare, rateRatios, maxErrors } = plan;
  const share = shareUnderRatio(trueRateRatio, canaryTrafficShare);
  const limit = -log(plan.alpha * (1 + 1e-12));
  let going = Float64Array.of(1);
  let probRollback = 0;
  let moment = 0;
  for (let errors = 1; errors <= maxErrors; errors++) {
    const rejects = (x: number) =>
      logWorseE([{ canaryTrafficShare, canaryErrors: x, baselineErrors: errors - x }], rateRatios) >= limit;
    const critical = firstWhere(0, errors, rejects);
    const next = new Float64Array(Math.min(going.length + 1, critical));
    let rejected = 0;
    for (let x = 0; x < going.length; x++) {
      const chance = going[x] as number;
      if (x < next.length) next[x] = (next[x] as number) + chance * (1 - share);
      else rejected += chance * (1 - share);
      if (x + 1 < next.length) next[x + 1] = (next[x + 1] as number) + chance * share;
      else rejected += chance * share;
    }
    probRollback += rejected;
    moment += errors * rejected;
    going = next;
  }
  return { probRollback, meanErrorsAtRollback: moment / probRollback };
}
