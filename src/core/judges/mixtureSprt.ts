import type { EvidenceWindow } from "./evidence.ts";
import { judgeOf, type Lean, type Weighed } from "./judge.ts";
import { mixtureRatio, rateDifference } from "./sequential/mixtureSprt.ts";

/** The mixture SPRT of the difference of two rates with the variance plugged in (spec 4.4). */
export const mixtureSprt = judgeOf({
  title: "Mixture SPRT",
  says: "Rolls back at the first look at which a normal mixture of rate differences beats none; promotes at the planned end.",
  peeking: {
    valid: false,
    measured: 0.011,
    because: "Its promise is asymptotic: the plugged-in variance is wrong just when errors are few.",
  },
  exempt: {},
  stands: true,
  defaults: { alpha: 0.05, mixtureDeviation: 0.005, looks: 60, minRequests: 50 },
  weigh({ windows }, { alpha, mixtureDeviation, looks }): Weighed {
    const totals = { canaryErrors: 0, canaryTotal: 0, baselineErrors: 0, baselineTotal: 0 };
    let lean: Lean = "neither";
    let most = 1;
    for (const { canary, baseline } of windows as readonly EvidenceWindow[]) {
      totals.canaryErrors += canary.errors;
      totals.canaryTotal += canary.requests;
      totals.baselineErrors += baseline.errors;
      totals.baselineTotal += baseline.requests;
      const { difference, variance } = rateDifference(totals);
      const ratio = mixtureRatio(difference, variance, mixtureDeviation * mixtureDeviation);
      most = Math.max(most, ratio);
      if (ratio * alpha * (1 + 1e-12) < 1) continue;
      lean = difference > 0 ? "worse" : "better";
      break;
    }
    const measure = { kind: "e", value: most, threshold: 1 / alpha } as const;
    if (lean === "worse") return { verdict: "fail", rule: "worse", lean, measure };
    if (windows.length >= looks) return { verdict: "pass", rule: "planned end", lean, measure };
    return { verdict: "inconclusive", rule: "not decided", lean, measure };
  },
});
