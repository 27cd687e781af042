import type { CountedLatency, EvidenceWindow } from "./evidence.ts";
import { judgeOf, type Lean, type Weighed } from "./judge.ts";
import { type Counted, counted, quantileOfCounted, sameQuantileP } from "./sequential/quantileEProcess.ts";

/** A latency percentile of both arms, always valid (spec 4.8). */
export const percentile = judgeOf({
  title: "Always-valid percentile",
  says: "Rolls back when the canary's latency quantile is higher, at any look; promotes at the planned end.",
  peeking: {
    valid: true,
    because: "1/p is at most a product of two e-processes: it reaches 1/α with a chance of at most α.",
  },
  exempt: {},
  stands: false,
  defaults: { quantile: 0.99, alpha: 0.05, tunedSample: 10_000, minSamples: 100, looks: 60, minRequests: 1 },
  effect({ windows }, { quantile }) {
    const canary = pooled(windows, "canary");
    const baseline = pooled(windows, "baseline");
    const at = (arm: Counted) => `${quantileOfCounted(arm, quantile)} ms of ${arm.total}`;
    const name = `p${Number((quantile * 100).toPrecision(6))}`;
    if (canary.total === 0 || baseline.total === 0) return "No latencies.";
    return `The canary's ${name} is ${at(canary)} latencies, the baseline's ${at(baseline)}.`;
  },
  weigh({ windows }, { quantile, alpha, tunedSample, minSamples, looks }): Weighed {
    const canary = pooled(windows, "canary");
    const baseline = pooled(windows, "baseline");
    const fewest = Math.min(canary.total, baseline.total);
    if (fewest === 0) return { verdict: "inconclusive", rule: "no data", lean: "neither", measure: null };
    if (fewest < minSamples)
      return { verdict: "inconclusive", rule: "too few requests", lean: "neither", measure: null };
    const p = sameQuantileP(canary, baseline, { q: quantile, tuning: { sample: tunedSample, alpha } });
    const difference = quantileOfCounted(canary, quantile) - quantileOfCounted(baseline, quantile);
    const differs = p <= alpha * (1 + 1e-12) && difference !== 0;
    const lean: Lean = !differs ? "neither" : difference > 0 ? "worse" : "better";
    const measure = { kind: "p", value: p, threshold: alpha } as const;
    if (lean === "worse") return { verdict: "fail", rule: "worse", lean, measure };
    if (windows.length >= looks) return { verdict: "pass", rule: "planned end", lean, measure };
    return { verdict: "inconclusive", rule: "not decided", lean, measure };
  },
});

function pooled(windows: readonly EvidenceWindow[], arm: "canary" | "baseline"): Counted {
  const all: CountedLatency[] = [];
  for (const window of windows) for (const entry of window[arm].latency) all.push(entry);
  return counted(all);
}
