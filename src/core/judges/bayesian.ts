import { swappedCounts } from "./evidence.ts";
import { decided, judgeOf } from "./judge.ts";
import { probCanaryWorse } from "./tests/betaPosterior.ts";

/** Posterior probability that the canary's error rate is the higher one (spec 3.8). */
export const bayesian = judgeOf({
  title: "Bayesian comparison",
  says: "Rolls back when the canary is worse with a posterior probability; promotes at the planned end.",
  peeking: {
    valid: false,
    measured: 0.274,
    because: "A decision rule, not a guarantee: it inflates under looks as a test does.",
  },
  exempt: {},
  stands: false,
  defaults: { probability: 0.95, priorAlpha: 1, priorBeta: 1, looks: 60, minRequests: 50 },
  weigh({ totals, windows }, { probability, priorAlpha, priorBeta, looks }) {
    const worse = probCanaryWorse({ ...totals, priorAlpha, priorBeta });
    const better = probCanaryWorse({ ...swappedCounts(totals), priorAlpha, priorBeta });
    const lean = worse >= probability ? "worse" : better >= probability ? "better" : "neither";
    return decided(lean, { kind: "probability", value: worse, threshold: probability }, windows.length >= looks);
  },
});
