import { type SprtPlan, sprtBoundaries, waldDecision } from "../sequential/sprt.ts";

export interface SprtCharacteristic {
  readonly probRollback: number;
  readonly probPromote: number;
  readonly probUndecided: number;
  /** Mean requests used; the maximum when undecided. */
  readonly expectedSample: number;
}

/** Exact values of the SPRT at a true error rate, stopped at `maxRequests`: a chain on the number of errors. */
export function truncatedSprt(plan: SprtPlan, trueP: number, maxRequests: number): SprtCharacteristic {
  const bounds = sprtBoundaries(plan);
  let first = 0;
  let going = Float64Array.of(1);
  let probRollback = 0;
  let probPromote = 0;
  let requests = 0;
  for (let n = 1; n <= maxRequests && going.length > 0; n++) {
    const next = new Float64Array(going.length + 1);
    for (let i = 0; i < going.length; i++) {
      const chance = going[i] as number;
      requests += chance;
      next[i] = (next[i] as number) + chance * (1 - trueP);
      next[i + 1] = (next[i + 1] as number) + chance * trueP;
    }
    let from = next.length;
    let to = 0;
    for (let i = 0; i < next.length; i++) {
      const errors = first + i;
      const decision = waldDecision(errors * bounds.stepError + (n - errors) * bounds.stepOk, bounds);
      if (decision === "rollback") probRollback += next[i] as number;
      else if (decision === "promote") probPromote += next[i] as number;
      else {
        from = Math.min(from, i);
        to = i + 1;
      }
    }
    going = next.slice(from, to);
    first += from;
  }
  const probUndecided = going.reduce((sum, chance) => sum + chance, 0);
  return { probRollback, probPromote, probUndecided, expectedSample: requests };
}
