import type { EvidenceWindow } from "./evidence.ts";
import type { Lean, Measure, Weighed } from "./judge.ts";

/** Evidence that grows window by window, for and against the canary. */
export interface Race {
  add(window: EvidenceWindow): void;
  /** Is there enough now to say that the canary is worse, that the baseline is, that the canary is good enough? */
  worse(): boolean;
  better(): boolean;
  fine(): boolean;
  measure(): Measure;
}

/**
 * The first bound that is crossed at any look decides and stays decided, so that a later look cannot take a
 * verdict back. What is compared keeps being shown: the lean is the first of worse and better.
 */
export function raced(windows: readonly EvidenceWindow[], race: Race): Weighed {
  let lean: Lean = "neither";
  let verdict: Weighed["verdict"] = "inconclusive";
  let measure: Measure | null = null;
  for (const window of windows) {
    race.add(window);
    if (lean === "neither") lean = leanOf(race);
    if (verdict !== "inconclusive") continue;
    if (lean === "worse") verdict = "fail";
    else if (race.fine()) verdict = "pass";
    if (verdict !== "inconclusive") measure = race.measure();
    if (verdict === "fail") break;
  }
  const rule = verdict === "fail" ? "worse" : verdict === "pass" ? "good enough" : "not decided";
  return { verdict, rule, lean, measure: measure ?? race.measure() };
}

function leanOf(race: Race): Lean {
  if (race.worse()) return "worse";
  return race.better() ? "better" : "neither";
}
