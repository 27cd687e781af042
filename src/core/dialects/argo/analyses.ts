import type { ArgoAnalysis, ArgoPolicy } from "./policy.ts";

export interface PlacedAnalysis {
  readonly kind: "background" | "step" | "pre-promotion" | "post-promotion";
  readonly analysis: ArgoAnalysis;
}

/** Every analysis of a policy, in reading order. */
export function analysesOf({ strategy }: ArgoPolicy): readonly PlacedAnalysis[] {
  if (strategy.type === "blueGreen") {
    const { prePromotion, postPromotion } = strategy;
    return [...placed("pre-promotion", prePromotion), ...placed("post-promotion", postPromotion)];
  }
  return [
    ...placed("background", strategy.background),
    ...strategy.steps.flatMap(({ analysis }) => placed("step", analysis)),
  ];
}

function placed(kind: PlacedAnalysis["kind"], analysis: ArgoAnalysis | null): readonly PlacedAnalysis[] {
  return analysis === null ? [] : [{ kind, analysis }];
}
