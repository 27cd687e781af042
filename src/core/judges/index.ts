/**
 * Judges: from evidence in counts to a verdict with its reason. A judge is a pure function of all the evidence so far;
 * nothing here may know engines, dialects or scenarios. Adding one is one file and one line of this registry.
 */
import { bayesian } from "./bayesian.ts";
import { burnRate } from "./burnRate.ts";
import { errorShareEProcess } from "./errorShareEProcess.ts";
import { fisher } from "./fisher.ts";
import { groupSequential } from "./groupSequential.ts";
import type { Judge } from "./judge.ts";
import { kayenta } from "./kayenta.ts";
import { kayentaExact } from "./kayentaExact.ts";
import { mixtureSprt } from "./mixtureSprt.ts";
import { percentile } from "./percentile.ts";
import { rateRatioEProcess } from "./rateRatioEProcess.ts";
import { sprt } from "./sprt.ts";
import { threshold } from "./threshold.ts";
import { twoProportions } from "./twoProportions.ts";

/** Every judge by its name in policies. */
export const judges = {
  "rate-ratio-e-process": rateRatioEProcess,
  "error-share-e-process": errorShareEProcess,
  percentile,
  sprt,
  "mixture-sprt": mixtureSprt,
  "group-sequential": groupSequential,
  fisher,
  "two-proportions": twoProportions,
  bayesian,
  threshold,
  "burn-rate": burnRate,
  kayenta,
  "kayenta-exact": kayentaExact,
} as const satisfies Readonly<Record<string, Judge>>;

/** Names of the registry. */
export type JudgeName = keyof typeof judges;

export type { ArmWindow, CountedLatency, Evidence, EvidenceWindow } from "./evidence.ts";
export type { Judge, Judgement, JudgeVerdict, Law, Peeking, Settings, Weighed } from "./judge.ts";
export { referenceTraffic } from "./judge.ts";
export { simulateJudge } from "./operating/simulateJudge.ts";
export type { Traffic } from "./operating/traffic.ts";
