import { log } from "../math/log.ts";
import { judgeOf } from "./judge.ts";
import { raced } from "./race.ts";
import { ErrorOwners } from "./sequential/errorOwners.ts";

/**
 * Wald's test of "equal rates" against a rate ratio, on whose the errors are (spec 4.3). Rolls back at a likelihood
 * ratio of 1/α and promotes at β: Wald's own bounds, a little nearer, promise only α/(1−β), and at a canary share of
 * 90% they do exceed α.
 */
export const sprt = judgeOf({
  title: "Sequential probability ratio test",
  says: "Rolls back or promotes at the first look at which equal rates or a stated rate ratio has lost.",
  peeking: {
    valid: true,
    because: "A likelihood ratio reaches 1/α under equal rates with a chance of at most α, at any look.",
  },
  exempt: {},
  stands: true,
  defaults: { rateRatio: 2, alpha: 0.05, beta: 0.1, minRequests: 1 },
  weigh({ windows }, { rateRatio, alpha, beta }) {
    const logUpper = -log(alpha);
    const logLower = log(beta);
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
