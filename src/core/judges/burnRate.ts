import type { EvidenceWindow } from "./evidence.ts";
import { judgeOf, type Weighed } from "./judge.ts";

/** Speed at which the canary spends its error budget, over a long and a short window at once. */
export const burnRate = judgeOf({
  title: "Burn rate",
  says: "Rolls back while the canary burns its error budget too fast over a long and a short window; promotes at the planned end.",
  peeking: {
    valid: false,
    measured: 0.005,
    because: "It has no level: it asks how fast the budget goes, not whether the release is to blame.",
  },
  exempt: {
    "swapping arms mirrors": "It looks at the canary alone, so that an incident in both arms fails it.",
    "a fail stays": "The alert ends when the short window is clean again, as multiwindow burn-rate alerts do.",
  },
  // Google SRE workbook, chapter 5: 14.4 times over one hour and five minutes is 2% of a 30-day budget.
  stands: false,
  defaults: { slo: 0.999, factor: 14.4, longSeconds: 3600, shortSeconds: 300, looks: 60, minRequests: 50 },
  weigh({ windows }, { slo, factor, longSeconds, shortSeconds, looks }): Weighed {
    const long = rateOver(windows, longSeconds) / (1 - slo);
    const short = rateOver(windows, shortSeconds) / (1 - slo);
    const measure = { kind: "burn rate", value: Math.min(long, short), threshold: factor } as const;
    if (long >= factor && short >= factor) return { verdict: "fail", rule: "over the limit", lean: "worse", measure };
    if (windows.length >= looks) return { verdict: "pass", rule: "planned end", lean: "neither", measure };
    return { verdict: "inconclusive", rule: "not decided", lean: "neither", measure };
  },
});

/** Error rate of the canary over the last so many seconds, or what there is of them; 0 without requests. */
function rateOver(windows: readonly EvidenceWindow[], seconds: number): number {
  let left = seconds;
  let errors = 0;
  let requests = 0;
  for (let i = windows.length - 1; i >= 0 && left > 0; i--) {
    const { canary, seconds: length } = windows[i] as EvidenceWindow;
    errors += canary.errors;
    requests += canary.requests;
    left -= length;
  }
  return requests === 0 ? 0 : errors / requests;
}
