import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { incompleteBeta } from "../math/special/incompleteBeta.ts";
import { decided, judgeOf, type Lean } from "./judge.ts";
import { logShareE, worseFactor } from "./sequential/binomialEProcess.ts";

/** A Beta mixture over the canary's share of the errors at one weight; each weight multiplies on (spec 4.6). */
export const errorShareEProcess = judgeOf({
  title: "Always-valid share of errors",
  says: "Rolls back when the canary has too large a share of the errors at any look; promotes at the planned end.",
  peeking: {
    valid: true,
    because: "An e-process: exact at any look and without a smallest count (Lindon and Malek 2022).",
  },
  exempt: {},
  stands: true,
  defaults: { alpha: 0.05, concentration: 50, looks: 60, minRequests: 1 },
  weigh({ windows }, { alpha, concentration, looks }) {
    const bound = -log(alpha * (1 + 1e-12));
    const worse = new StepwiseShare(concentration);
    const better = new StepwiseShare(concentration);
    let lean: Lean = "neither";
    for (const { canaryShare, canary, baseline } of windows) {
      const nothing = canary.errors + baseline.errors === 0;
      if (nothing || canaryShare <= 0 || canaryShare >= 1) continue;
      worse.add(canaryShare, canary.errors, baseline.errors);
      better.add(1 - canaryShare, baseline.errors, canary.errors);
      lean = worse.reaches(bound) ? "worse" : better.reaches(bound) ? "better" : "neither";
      if (lean !== "neither") break;
    }
    const measure = { kind: "e", value: exp(worse.logE()), threshold: 1 / alpha } as const;
    return decided(lean, measure, windows.length >= looks);
  },
});

/** ln E over all weights so far: the mixture starts anew with each weight, and what earlier ones gave is kept. */
class StepwiseShare {
  private readonly concentration: number;
  private theta = Number.NaN;
  private kept = 0;
  private hits = 0;
  private others = 0;
  /** ln of the largest factor that one-sidedness can bring. */
  private most = 0;

  constructor(concentration: number) {
    this.concentration = concentration;
  }

  add(theta: number, hits: number, others: number): void {
    if (theta !== this.theta) {
      this.kept = this.logE();
      this.theta = theta;
      this.hits = 0;
      this.others = 0;
      const { a, b } = this.against().mixture;
      this.most = -log(incompleteBeta(theta, a, b).upper);
    }
    this.hits += hits;
    this.others += others;
  }

  /** Is ln E at least `bound`? The two-sided value mostly settles that it is not. */
  reaches(bound: number): boolean {
    if (this.kept + this.twoSided() + this.most < bound) return false;
    return this.logE() >= bound;
  }

  logE(): number {
    if (this.hits + this.others === 0) return this.kept;
    return this.kept + this.twoSided() + log(worseFactor(this.hits, this.others, this.against()));
  }

  private twoSided(): number {
    return logShareE(this.hits, this.others, this.against());
  }

  private against() {
    const { theta, concentration } = this;
    return { theta, mixture: { a: concentration * theta, b: concentration * (1 - theta) } };
  }
}
