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

interface Plan {
  readonly runs: number;
  readonly seed: number;
}

/** How often a judge rolls back at this traffic; null for a judge of latencies, of which this knows none. */
export function rollbackRate(judge: Judge, traffic: Traffic, plan: Plan): RollbackRate | null {
  const steps = rollbackRateInParts(judge, traffic, { ...plan, part: plan.runs });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, for a host that shows how far it is: yields the number of runs done after every part of them. */
export function* rollbackRateInParts(
  judge: Judge,
  traffic: Traffic,
  { runs, seed, part }: Plan & { readonly part: number },
): Generator<number, RollbackRate | null, void> {
  if ("quantile" in judge.defaults) return null;
  const settings = "looks" in judge.defaults ? { looks: traffic.looks } : {};
  let rolledBack = 0;
  let lookSum = 0;
  for (let first = 0; first < runs; first += part) {
    const some = Math.min(part, runs - first);
    const outcomes = simulateJudge(judge, traffic, { runs: some, seed, settings, first });
    rolledBack += outcomes.rolledBack;
    if (outcomes.rolledBack > 0) lookSum += outcomes.meanDetectionLook * outcomes.rolledBack;
    yield first + some;
  }
  const meanLook = lookSum / rolledBack;
  const exact = judge.exact(traffic, settings);
  if (exact !== null) return { share: exact, low: exact, high: exact, exact: true, meanLook };
  return { share: rolledBack / runs, ...wilson(rolledBack, runs), exact: false, meanLook };
}

/** The same traffic with a canary that is as good as the baseline: what rolls back here is a false alarm. */
export function healthyTraffic(traffic: Traffic): Traffic {
  return { ...traffic, canaryErrorRate: traffic.baselineErrorRate };
}
