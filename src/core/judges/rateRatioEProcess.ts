import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { judgeOf } from "./judge.ts";
import { raced } from "./race.ts";
import { ErrorOwners } from "./sequential/errorOwners.ts";
import { fineGrid, worseGrid } from "./sequential/rateRatioEProcess.ts";

/** The recommended default for errors: always valid, in both directions, across changes of weight (spec 4.7). */
export const rateRatioEProcess = judgeOf({
  title: "Always-valid rate ratio",
  says: "Rolls back when the canary's share of the errors is too large at any look, promotes when a harmful ratio is ruled out.",
  peeking: {
    valid: true,
    because:
      "An e-process: the chance that it ever reaches 1/α for a canary that is not worse is at most α (2.2% measured).",
  },
  exempt: {},
  stands: true,
  defaults: { alpha: 0.05, beta: 0.05, harmfulRatio: 2, minRequests: 1 },
  weigh({ windows }, { alpha, beta, harmfulRatio }) {
    const worse = new ErrorOwners(worseGrid);
    const better = new ErrorOwners(worseGrid);
    // The null of a promotion comes first, the good ratios after it.
    const good = new ErrorOwners([harmfulRatio, ...fineGrid.filter((ratio) => ratio < harmfulRatio)]);
    // E is compared with 1/α up to a rounding.
    const harmful = -log(alpha * (1 + 1e-12));
    const harmless = -log(beta * (1 + 1e-12));
    return raced(windows, {
      add(window) {
        worse.add(window);
        better.add(window, true);
        good.add(window);
      },
      worse: () => worse.mixtureReaches(harmful),
      better: () => better.mixtureReaches(harmful),
      fine: () => good.mixtureReaches(good.at(0) + harmless, 1),
      measure: () => ({ kind: "e", value: exp(worse.mixture()), threshold: 1 / alpha }),
    });
  },
});
