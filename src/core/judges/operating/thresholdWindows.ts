import { binomialTails } from "../../math/special/discreteTails.ts";

/** A window fails when errors/requests > limit; so many failed windows roll back (spec 11). */
export interface ThresholdPlan {
  readonly requestsPerWindow: number;
  readonly limit: number;
  readonly windows: number;
  /** In a row, or in all. */
  readonly rule: "consecutive" | "total";
  readonly failuresToRollback: number;
}

export interface ThresholdCharacteristic {
  readonly windowFailProb: number;
  readonly probRollback: number;
  /** Mean window of the rollback, from 1, given that there is one; NaN when there is none. */
  readonly meanDetectionWindow: number;
}

/** The smallest count with count/requests > limit; the floor of the product is wrong where it rounds down. */
export function errorsOverLimit(requests: number, limit: number): number {
  let k = Math.max(0, Math.floor(limit * requests) - 1);
  while (k / requests <= limit && k <= requests) k++;
  return k;
}

/** Exact, by a Markov chain on the counter of failures. */
export function thresholdCharacteristic(plan: ThresholdPlan, errorRate: number): ThresholdCharacteristic {
  const { requestsPerWindow, limit, windows, rule, failuresToRollback } = plan;
  const failing = errorsOverLimit(requestsPerWindow, limit);
  const fail = requestsPerWindow > 0 ? binomialTails(failing - 1, requestsPerWindow, errorRate).upper : 0;
  let counter = new Float64Array(failuresToRollback);
  counter[0] = 1;
  let probRollback = 0;
  let moment = 0;
  for (let window = 1; window <= windows; window++) {
    const next = new Float64Array(failuresToRollback);
    for (let failures = 0; failures < failuresToRollback; failures++) {
      const chance = counter[failures] as number;
      const after = rule === "consecutive" ? 0 : failures;
      next[after] = (next[after] as number) + chance * (1 - fail);
      if (failures + 1 < failuresToRollback) next[failures + 1] = (next[failures + 1] as number) + chance * fail;
      else {
        probRollback += chance * fail;
        moment += window * chance * fail;
      }
    }
    counter = next;
  }
  return { windowFailProb: fail, probRollback, meanDetectionWindow: moment / probRollback };
}
