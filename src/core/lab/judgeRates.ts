import { type Judge, simulateJudge, type Traffic } from "../judges/index.ts";
import { wilson } from "../math/wilson.ts";
import type { Share } from "../model/index.ts";

/** A probability of rollback: exact, or simulated with its 95% interval. */
export interface RollbackRate {
  readonly share: Share;
  readonly low: Share;
  readonly high: Share;
  readonly exact: boolean;
  /** Mean look of the rollback, from 1; NaN where there was none, or where only the probability is known. */
  readonly meanLook: number;
}

/** How often a judge rolls back at this traffic; null for a judge of latencies, of which this knows none. */
export function rollbackRate(
  judge: Judge,
  traffic: Traffic,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): RollbackRate | null {
  if ("quantile" in judge.defaults) return null;
  const settings = "looks" in judge.defaults ? { looks: traffic.looks } : {};
  const simulated = simulateJudge(judge, traffic, { runs, seed, settings });
  const exact = judge.exact(traffic, settings);
  const meanLook = simulated.meanDetectionLook;
  if (exact !== null) return { share: exact, low: exact, high: exact, exact: true, meanLook };
  return { share: simulated.rolledBack / runs, ...wilson(simulated.rolledBack, runs), exact: false, meanLook };
}

/** The same traffic with a canary that is as good as the baseline: what rolls back here is a false alarm. */
export function healthyTraffic(traffic: Traffic): Traffic {
  return { ...traffic, canaryErrorRate: traffic.baselineErrorRate };
}
