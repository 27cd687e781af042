import { binomial } from "../../math/samplers/binomial.ts";
import { threefry } from "../../math/threefry.ts";
import { Uniforms } from "../../math/uniforms.ts";
import { Xoshiro } from "../../math/xoshiro.ts";
import type { Evidence, EvidenceWindow } from "../evidence.ts";
import type { Judge, Settings } from "../judge.ts";
import type { Traffic } from "./traffic.ts";

/** What became of so many rollouts. */
export interface Outcomes {
  readonly runs: number;
  readonly rolledBack: number;
  readonly promoted: number;
  /** Mean look of the rollback, from 1; NaN when there was none. */
  readonly meanDetectionLook: number;
}

/** The evidence of one rollout: counts per window, one stream for each run and arm (common random numbers). */
export function drawnEvidence(traffic: Traffic, seed: number, run: number): Evidence {
  const canary = streamOf(seed, run, 0);
  const baseline = streamOf(seed, run, 1);
  const { canaryPerLook, baselinePerLook } = traffic;
  const canaryShare = canaryPerLook / (canaryPerLook + baselinePerLook);
  return Array.from({ length: traffic.looks }, (): EvidenceWindow => {
    const ofCanary = binomial(canary, canaryPerLook, traffic.canaryErrorRate);
    const ofBaseline = binomial(baseline, baselinePerLook, traffic.baselineErrorRate);
    return {
      seconds: 60,
      canaryShare,
      canary: { requests: canaryPerLook, errors: ofCanary, latency: [] },
      baseline: { requests: baselinePerLook, errors: ofBaseline, latency: [] },
    };
  });
}

interface Plan {
  readonly runs: number;
  readonly seed: number;
  readonly settings?: Settings;
  /** Number of the first run, for a host that simulates them in parts. */
  readonly first?: number;
}

/** A judge that is asked after every window of many rollouts, each of which ends with its first decision. */
export function simulateJudge(
  judge: Judge,
  traffic: Traffic,
  { runs, seed, settings = {}, first = 0 }: Plan,
): Outcomes {
  let rolledBack = 0;
  let promoted = 0;
  let detection = 0;
  for (let run = first; run < first + runs; run++) {
    const { verdict, look } = firstDecision(judge, drawnEvidence(traffic, seed, run), settings);
    if (verdict === "pass") promoted++;
    if (verdict !== "fail") continue;
    rolledBack++;
    detection += look;
  }
  return { runs, rolledBack, promoted, meanDetectionLook: detection / rolledBack };
}

/** The verdict that ends a rollout, and the look that gave it; the last look when none does. */
export function firstDecision(judge: Judge, evidence: Evidence, settings: Settings = {}) {
  if (judge.stands) return firstStanding(judge, evidence, settings);
  for (let look = 1; look <= evidence.length; look++) {
    const { verdict } = judge.weigh(evidence.slice(0, look), settings);
    if (verdict !== "inconclusive") return { verdict, look };
  }
  return { verdict: "inconclusive" as const, look: evidence.length };
}

/** Where decisions stand, the first is found by halving. */
function firstStanding(judge: Judge, evidence: Evidence, settings: Settings) {
  const { verdict } = judge.weigh(evidence, settings);
  let none = 0;
  let look = evidence.length;
  while (verdict !== "inconclusive" && look - none > 1) {
    const middle = (none + look) >> 1;
    if (judge.weigh(evidence.slice(0, middle), settings).verdict === "inconclusive") none = middle;
    else look = middle;
  }
  return { verdict, look };
}

function streamOf(seed: number, run: number, arm: number): Uniforms {
  const [a, b] = threefry(seed, run, arm, 0x6a756467);
  const [c, d] = threefry(seed, run, arm, 0x6a756468);
  return new Uniforms(new Xoshiro([a, b, c, d]));
}
