import { judgeOf } from "./judge.ts";
import { raced } from "./race.ts";
import { ErrorOwners } from "./sequential/errorOwners.ts";
import { waldBounds } from "./sequential/sprt.ts";

/** Wald's test of "equal rates" against a rate ratio, on whose the errors are (spec 4.3). */
export const sprt = judgeOf({
  title: "Sequential probability ratio test",
  says: "Rolls back or promotes at the first look at which equal rates or a stated rate ratio has lost.",
  peeking: { valid: true, because: "Wald's bounds hold at every look; the first crossing decides." },
  exempt: {},
  defaults: { rateRatio: 2, alpha: 0.05, beta: 0.1, minRequests: 1 },
  weigh({ windows }, { rateRatio, alpha, beta }) {
    const { logUpper, logLower } = waldBounds(alpha, beta);
    const worse = new ErrorOwners([rateRatio]);
    const better = new ErrorOwners([rateRatio]);
    return raced(windows, {
      add(window) {
        worse.add(window);
        better.add(window, true);
      },
      worse: () => worse.at(0) >= logUpper,
      better: () => better.at(0) >= logUpper,
      fine: () => worse.at(0) <= logLower,
      measure: () => ({ kind: "log likelihood ratio", value: worse.at(0), threshold: logUpper }),
    });
  },
});
