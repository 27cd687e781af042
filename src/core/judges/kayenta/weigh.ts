import type { CleanEvidence } from "../evidence.ts";
import type { Lean, Weighed } from "../judge.ts";
import { classifyMetric, type KayentaMode, type MetricClass } from "./classifyMetric.ts";

export const kayentaDefaults = {
  tolerance: 0.25,
  confidence: 0.98,
  allowedIncrease: 1,
  allowedDecrease: 1,
  /** The rate is multiplied by this before it is judged: 100 makes percent of a fraction. */
  scale: 100,
  /** Windows between judgements. */
  interval: 10,
  looks: 60,
  minRequests: 50,
};

/** Judges after every interval with a growing window; the first failing score stops the run (spec 2.9). */
export function weighByKayenta(
  { windows }: CleanEvidence,
  settings: typeof kayentaDefaults & { readonly mode: KayentaMode },
): Weighed {
  const { interval, looks, scale } = settings;
  const served = windows.filter(({ canary, baseline }) => canary.requests > 0 && baseline.requests > 0);
  const control = served.map(({ baseline }) => (scale * baseline.errors) / baseline.requests);
  const experiment = served.map(({ canary }) => (scale * canary.errors) / canary.requests);
  let lean: Lean = "neither";
  let shift = 0;
  for (let end = interval; end <= served.length && lean === "neither"; end += interval) {
    const result = classify(control.slice(0, end), experiment.slice(0, end), settings);
    shift = result.interval?.estimate ?? 0;
    lean = leanOf(result.classification);
  }
  const measure = { kind: "shift", value: shift, threshold: 0 } as const;
  if (lean === "worse") return { verdict: "fail", rule: "worse", lean, measure };
  if (windows.length >= looks) return { verdict: "pass", rule: "planned end", lean, measure };
  return { verdict: "inconclusive", rule: "not decided", lean, measure };
}

function classify(
  control: readonly number[],
  experiment: readonly number[],
  { tolerance, confidence, allowedIncrease, allowedDecrease, mode }: Parameters<typeof weighByKayenta>[1],
) {
  return classifyMetric(control, experiment, {
    mode,
    tolerance,
    confidence,
    effectSizeThresholds: [allowedDecrease, allowedIncrease],
    criticalThresholds: [1, 1],
    measure: "meanRatio",
    direction: "either",
    nanStrategy: "remove",
    isCritical: false,
    mustHaveData: false,
  });
}

function leanOf(classification: MetricClass): Lean {
  return classification === "High" ? "worse" : classification === "Low" ? "better" : "neither";
}
