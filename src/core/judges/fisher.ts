import { swappedCounts } from "./evidence.ts";
import { decided, judgeOf } from "./judge.ts";
import { atMost } from "./tests/counts.ts";
import { fisherPValue } from "./tests/fisherExact.ts";

/** Fisher's exact test on all errors so far (spec 3.2). */
export const fisher = judgeOf({
  title: "Fisher's exact test",
  says: "Rolls back when the canary's odds of an error are higher at a level; promotes at the planned end.",
  peeking: {
    valid: false,
    measured: 0.229,
    because: "A fixed-sample test: each look is another chance of a false alarm.",
  },
  exempt: {},
  stands: false,
  defaults: { alpha: 0.05, looks: 60, minRequests: 50 },
  weigh({ totals, windows }, { alpha, looks }) {
    const p = fisherPValue(totals, "greater");
    const better = atMost(fisherPValue(swappedCounts(totals), "greater"), alpha);
    const lean = atMost(p, alpha) ? "worse" : better ? "better" : "neither";
    return decided(lean, { kind: "p", value: p, threshold: alpha }, windows.length >= looks);
  },
});
