import { shareEValues } from "../../../../src/core/judges/sequential/binomialEProcess.ts";
import {
  asymptoticHalfWidth,
  bestRho,
  ecdfBand,
  normalMixtureBound,
} from "../../../../src/core/judges/sequential/confidenceSequences.ts";
import {
  constantBounds,
  peekingInflation,
  type SpendingPlan,
  spendingBounds,
} from "../../../../src/core/judges/sequential/groupSequential.ts";
import { mixtureRatio, rateDifference, runningP } from "../../../../src/core/judges/sequential/mixtureSprt.ts";
import { bernoulliSequence, counted, sameQuantileP } from "../../../../src/core/judges/sequential/quantileEProcess.ts";
import { logFineE, logWorseE } from "../../../../src/core/judges/sequential/rateRatioEProcess.ts";
import {
  logRateRatioLikelihood,
  runSprt,
  type SprtPlan,
  type Stratum,
  shareUnderRatio,
  sprtApproximation,
  sprtBoundaries,
  waldBounds,
  waldDecision,
} from "../../../../src/core/judges/sequential/sprt.ts";
import { type ArmCounts, atMost } from "../../../../src/core/judges/tests/counts.ts";
import { exp } from "../../../../src/core/math/exp.ts";
import { log } from "../../../../src/core/math/log.ts";

interface Errors {
  readonly canaryErrors: number;
  readonly baselineErrors: number;
}
interface ConditionalSprt extends Errors {
  readonly canaryTrafficShare: number;
  readonly rateRatioAlt: number;
  readonly alpha: number;
  readonly beta: number;
}
interface NormalLooks {
  readonly nPerArm: readonly number[];
  readonly meanDiff: readonly number[];
  readonly sigma: number;
  readonly mixtureVariance: number;
  readonly theta0: number;
}
interface ShareLooks {
  readonly canaryTrafficShare: number;
  readonly priorA: number;
  readonly priorB: number;
  readonly looks: readonly Errors[];
}
interface Grid {
  readonly rateRatios: readonly number[];
  readonly strata: readonly Stratum[];
}
interface MixtureBound {
  readonly intrinsicTime: number;
  readonly alpha: number;
  readonly optimalTime: number;
  readonly alphaOpt: number;
  readonly rhoRule: "approximation" | "exact";
}
interface QuantileArms {
  readonly armA: string;
  readonly armB: string;
  readonly offset?: number;
  readonly q: number;
  readonly tOpt: number;
  readonly alphaOpt: number;
}

/** Sequential tests (spec 4). */
export const sequentialMethods = {
  "peeking-inflation": (input: { readonly looks: number; readonly nominalAlpha: number; readonly sides: 1 | 2 }) => ({
    actualTypeIError: peekingInflation(input.looks, input.nominalAlpha, input.sides),
  }),
  "group-sequential-constant": (input: {
    readonly kind: "pocock" | "obrien-fleming";
    readonly looks: number;
    readonly alpha: number;
    readonly sides: 1 | 2;
  }) => constantBounds(input.kind, input),
  "alpha-spending-bounds": (input: SpendingPlan) => spendingBounds(input),
  "sprt-bernoulli-boundaries": (input: SprtPlan) => sprtBoundaries(input),
  "sprt-bernoulli-run": (
    input: SprtPlan & { readonly errorAtRequests: readonly number[]; readonly totalRequests: number },
  ) => runSprt(input, input.errorAtRequests, input.totalRequests),
  "sprt-oc-asn": (input: SprtPlan & { readonly trueP: number }) => {
    const { probPromote, expectedSample } = sprtApproximation(input, input.trueP);
    return { probAcceptH0: probPromote, expectedSample };
  },
  "sprt-conditional-rate-ratio": ({ rateRatioAlt, alpha, beta, ...stratum }: ConditionalSprt) => {
    const bounds = waldBounds(alpha, beta);
    const llr = logRateRatioLikelihood([stratum], rateRatioAlt);
    const thetaAlt = shareUnderRatio(rateRatioAlt, stratum.canaryTrafficShare);
    return { ...bounds, llr, thetaAlt, decision: waldDecision(llr, bounds) };
  },
  "msprt-normal": ({ nPerArm, meanDiff, sigma, mixtureVariance, theta0 }: NormalLooks) => {
    const lambda = nPerArm.map((n, look) =>
      mixtureRatio((meanDiff[look] ?? Number.NaN) - theta0, (2 * sigma * sigma) / n, mixtureVariance),
    );
    return { lambda, pValue: runningP(lambda) };
  },
  "msprt-bernoulli": (input: { readonly looks: readonly ArmCounts[]; readonly mixtureVariance: number }) => {
    const lambda = input.looks.map((look) => {
      const { difference, variance } = rateDifference(look);
      return mixtureRatio(difference, variance, input.mixtureVariance);
    });
    return { lambda, pValue: runningP(lambda) };
  },
  "normal-mixture-bound": ({ intrinsicTime, alpha, optimalTime, alphaOpt, rhoRule }: MixtureBound) => {
    const rho = bestRho(optimalTime, alphaOpt, rhoRule);
    return { bestRho: rho, bound: normalMixtureBound(intrinsicTime, alpha, rho) };
  },
  "asymptotic-confidence-sequence": (input: {
    readonly n: number;
    readonly variance: number;
    readonly tunedSample: number;
    readonly alpha: number;
  }) => asymptoticHalfWidth(input.n, input.variance, { tuned: input.tunedSample, alpha: input.alpha }),
  "ecdf-time-uniform-band": (input: {
    readonly t: number;
    readonly alpha: number;
    readonly tMin: number;
    readonly A: number;
  }) => ({ bound: ecdfBand(input.t, { alpha: input.alpha, tMin: input.tMin, a: input.A }) }),
  "eprocess-binomial-beta": ({ canaryTrafficShare, priorA, priorB, looks }: ShareLooks) => {
    const against = { theta: canaryTrafficShare, mixture: { a: priorA, b: priorB } };
    const values = looks.map(({ canaryErrors, baselineErrors }) => shareEValues(canaryErrors, baselineErrors, against));
    const eTwoSided = values.map(({ twoSided }) => twoSided);
    const eOneSidedWorse = values.map(({ worse }) => worse);
    return { eTwoSided, eOneSidedWorse, pTwoSided: runningP(eTwoSided), pOneSidedWorse: runningP(eOneSidedWorse) };
  },
  "eprocess-rate-ratio-grid": ({ strata, rateRatios, alpha }: Grid & { readonly alpha: number }) => {
    const logE = logWorseE(strata, rateRatios);
    return { logE, rollback: atMost(exp(-logE), alpha) };
  },
  "eprocess-promote-grid": (input: Grid & { readonly nullRateRatio: number; readonly beta: number }) => {
    const logE = logFineE(input.strata, input.rateRatios, input.nullRateRatio);
    return { logE, promote: logE >= -log(input.beta * (1 + 1e-12)) };
  },
  "quantile-ab-always-valid": ({ armA, armB, offset = 0, q, tOpt, alphaOpt }: QuantileArms) => ({
    pValue: sameQuantileP(counted(integers(armA, offset)), counted(integers(armB, offset)), {
      q,
      tuning: { sample: tOpt, alpha: alphaOpt },
    }),
  }),
  "bernoulli-confidence-sequence": (input: {
    readonly successes: number;
    readonly trials: number;
    readonly alpha: number;
    readonly tOpt: number;
  }) => ({
    confInt: bernoulliSequence(input.successes, input.trials, { alpha: input.alpha, sample: input.tOpt }),
  }),
};

/** `integers 1+offset..1000+offset` as the run it stands for. */
function integers(text: string, offset: number): readonly { readonly ms: number; readonly count: number }[] {
  const match = /^integers (-?\d+)(\+offset)?\.\.(-?\d+)(\+offset)?$/.exec(text);
  if (match === null) throw new Error(`expected a run of integers, got ${text}`);
  const first = Number(match[1]) + (match[2] === undefined ? 0 : offset);
  const last = Number(match[3]) + (match[4] === undefined ? 0 : offset);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({ ms: first + i, count: 1 }));
}
