import { normalSf, normalUpperQuantile } from "../math/special/normal.ts";
import { decided, judgeOf } from "./judge.ts";
import { sturdyZ } from "./tests/sturdyZ.ts";

/** The pooled z-test of two rates on all requests so far, Fisher's where errors are few (spec 3.3). */
export const twoProportions = judgeOf({
  title: "Two proportions",
  says: "Rolls back when the canary's error rate is higher by a z-test; promotes at the planned end.",
  peeking: {
    valid: false,
    measured: 0.266,
    because: "A fixed-sample test: each look is another chance of a false alarm.",
  },
  exempt: {},
  stands: false,
  defaults: { alpha: 0.05, looks: 60, minRequests: 50 },
  weigh({ totals, windows }, { alpha, looks }) {
    const z = sturdyZ(totals);
    const critical = normalUpperQuantile(alpha);
    const lean = z >= critical ? "worse" : z <= -critical ? "better" : "neither";
    return decided(lean, { kind: "p", value: normalSf(z), threshold: alpha }, windows.length >= looks);
  },
});
