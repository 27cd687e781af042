import { judgeOf, type Weighed } from "./judge.ts";
import { thresholdCharacteristic } from "./operating/thresholdWindows.ts";

const defaults = {
  /** Share of failed requests above which a window fails. */
  limit: 0.01,
  /** Failed windows that roll back. */
  failures: 3,
  /** `consecutive` or `total`. */
  rule: "consecutive",
  /** Windows with fewer canary requests count neither way. */
  minPerWindow: 20,
  /** Windows after which a rollout that did not fail may go on. */
  looks: 60,
  minRequests: 1,
};

/** Error rate of the canary in each window against a fixed limit (spec 11): what most tools do. */
export const threshold = judgeOf({
  title: "Threshold on windows",
  says: "Rolls back after so many windows with an error rate above a limit; promotes at the planned end.",
  peeking: {
    valid: false,
    measured: 0.002,
    because: "It has no level: 0.2% with three failures in a row, but 87% where the first failure decides.",
  },
  exempt: { "swapping arms mirrors": "It looks at the canary alone, so that an incident in both arms fails it." },
  stands: true,
  defaults,
  exact({ canaryPerLook, canaryErrorRate, looks: most }, { limit, failures, rule, minPerWindow, looks }) {
    if (canaryPerLook < minPerWindow) return 0;
    const plan = {
      requestsPerWindow: canaryPerLook,
      limit,
      windows: Math.min(most, looks),
      rule: rule === "total" ? rule : "consecutive",
      failuresToRollback: failures,
    } as const;
    return thresholdCharacteristic(plan, canaryErrorRate).probRollback;
  },
  weigh({ windows }, { limit, failures, rule, minPerWindow, looks }): Weighed {
    let now = 0;
    let most = 0;
    for (const { canary } of windows) {
      if (canary.requests < minPerWindow) continue;
      if (canary.errors / canary.requests > limit) now++;
      else if (rule === "consecutive") now = 0;
      most = Math.max(most, now);
    }
    const measure = { kind: "failed windows", value: most, threshold: failures } as const;
    if (most >= failures) return { verdict: "fail", rule: "over the limit", lean: "worse", measure };
    if (windows.length >= looks) return { verdict: "pass", rule: "planned end", lean: "neither", measure };
    return { verdict: "inconclusive", rule: "not decided", lean: "neither", measure };
  },
});
