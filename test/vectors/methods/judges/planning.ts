import { type EProcessPlan, eProcessCharacteristic } from "../../../../src/core/judges/operating/eProcessGrid.ts";
import { type Arms, fisherPower } from "../../../../src/core/judges/operating/fixedFisher.ts";
import { type PeekingPlan, peekingCharacteristic } from "../../../../src/core/judges/operating/peekingZ.ts";
import { thresholdCharacteristic } from "../../../../src/core/judges/operating/thresholdWindows.ts";
import { truncatedSprt } from "../../../../src/core/judges/operating/truncatedSprt.ts";
import {
  expectedHarm,
  exposedDuringRamp,
  exposedSeconds,
  type WeightStep,
} from "../../../../src/core/judges/planning/blastRadius.ts";
import {
  designEffect,
  fewestErrorsToReject,
  powerOfProportions,
  quantileRanks,
  sampleForPower,
  sampleForQuantileBound,
  sampleOfZeroErrors,
} from "../../../../src/core/judges/planning/sampleSize.ts";
import type { SprtPlan } from "../../../../src/core/judges/sequential/sprt.ts";
import type { Alternative } from "../../../../src/core/judges/tests/counts.ts";

interface Power {
  readonly p1: number;
  readonly p2: number;
  readonly alpha: number;
  readonly alternative: "one.sided" | "two.sided";
  readonly strict: boolean;
  readonly power?: number;
  readonly nPerGroup?: number;
}
interface Blast {
  readonly steps: readonly WeightStep[];
  readonly rollbackAtSeconds: number;
  readonly requestsPerSecond: number;
  readonly canaryErrorRate: number;
  readonly baselineErrorRate: number;
  readonly slo: number;
  readonly budgetPeriodSeconds: number;
}
interface Ramp {
  readonly startWeight: number;
  readonly endWeight: number;
  readonly rampSeconds: number;
  readonly rollbackAtSeconds: number;
  readonly requestsPerSecond: number;
  readonly excessErrorRate: number;
}
interface Expected {
  readonly weight: number;
  readonly requestsPerSecond: number;
  readonly excessErrorRate: number;
  readonly lookSeconds: number;
  readonly detectProbPerLook: number;
  readonly looks: number;
}
interface Windows {
  readonly requestsPerWindow: number;
  readonly errorRate: number;
  readonly failIfErrorRateAbove: number;
  readonly windows: number;
  readonly rule: "consecutive" | "total";
  readonly failuresToRollback: number;
}

/** Sample sizes, blast radius and exact operating characteristics (spec 6, 8, 9). */
export const planningMethods = {
  "power-prop-test": ({ power, nPerGroup, alternative, ...plan }: Power) => {
    const sided = { ...plan, sides: alternative === "two.sided" ? (2 as const) : (1 as const) };
    if (nPerGroup !== undefined) return { power: powerOfProportions(sided, nPerGroup) };
    return { nPerGroup: sampleForPower(sided, power ?? Number.NaN) };
  },
  "min-sample-zero-errors": ({ rate, confidence }: { readonly rate: number; readonly confidence: number }) => ({
    n: sampleOfZeroErrors(rate, confidence),
    ruleOfThree: confidence === 0.95 ? 3 / rate : null,
  }),
  "min-sample-quantile-upper-bound": (input: { readonly q: number; readonly confidence: number }) => ({
    n: sampleForQuantileBound(input.q, input.confidence),
  }),
  "min-errors-to-reject": (input: { readonly canaryTrafficShare: number; readonly alpha: number }) => ({
    minCanaryErrors: fewestErrorsToReject(input.canaryTrafficShare, input.alpha),
  }),
  "design-effect": (input: Parameters<typeof designEffect>[0]) => {
    const { factor, actualAlpha } = designEffect(input);
    return { deff: factor, actualTypeIError: actualAlpha };
  },
  "quantile-order-stat-ci": (input: { readonly n: number; readonly q: number; readonly confLevel: number }) =>
    quantileRanks(input.n, input.q, input.confLevel),
  "blast-radius": (input: Blast) => {
    const canaryRequests = input.requestsPerSecond * exposedSeconds(input.steps, input.rollbackAtSeconds);
    const excessFailures = canaryRequests * (input.canaryErrorRate - input.baselineErrorRate);
    return {
      canaryRequests,
      failedOnCanary: canaryRequests * input.canaryErrorRate,
      excessFailures,
      errorBudgetFraction: excessFailures / ((1 - input.slo) * input.requestsPerSecond * input.budgetPeriodSeconds),
    };
  },
  "blast-radius-ramp": (input: Ramp) => {
    const ramp = { from: input.startWeight, to: input.endWeight, overSeconds: input.rampSeconds };
    const canaryRequests = input.requestsPerSecond * exposedDuringRamp(ramp, input.rollbackAtSeconds);
    return { canaryRequests, excessFailures: canaryRequests * input.excessErrorRate };
  },
  "blast-radius-expected": (input: Expected) =>
    expectedHarm({
      ...input,
      excessPerLook: input.weight * input.requestsPerSecond * input.excessErrorRate * input.lookSeconds,
    }),
  "error-budget-share": (input: {
    readonly canaryWeight: number;
    readonly canaryErrorRate: number;
    readonly baselineErrorRate: number;
  }) => ({
    overallErrorRate: input.canaryWeight * input.canaryErrorRate + (1 - input.canaryWeight) * input.baselineErrorRate,
  }),
  "oc-fixed-fisher": (input: Arms & { readonly alpha: number; readonly alternative: Alternative }) => ({
    probRollback: fisherPower(input, input.alpha, input.alternative),
  }),
  "oc-threshold-windows": ({ errorRate, failIfErrorRateAbove, ...plan }: Windows) =>
    thresholdCharacteristic({ ...plan, limit: failIfErrorRateAbove }, errorRate),
  "oc-truncated-sprt": (input: SprtPlan & { readonly trueP: number; readonly maxRequests: number }) =>
    truncatedSprt(input, input.trueP, input.maxRequests),
  "oc-peeking-pooled-z": (input: PeekingPlan) => peekingCharacteristic(input),
  "oc-eprocess-grid": (input: EProcessPlan & { readonly trueRateRatio: number }) =>
    eProcessCharacteristic(input, input.trueRateRatio),
};
