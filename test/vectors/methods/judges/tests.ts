import { type Adjustment, adjustPValues } from "../../../../src/core/judges/tests/adjustPValues.ts";
import { expectedExcessLoss, type Prior, probCanaryWorse } from "../../../../src/core/judges/tests/betaPosterior.ts";
import type { Alternative, ArmCounts } from "../../../../src/core/judges/tests/counts.ts";
import { fisherExact } from "../../../../src/core/judges/tests/fisherExact.ts";
import { kolmogorovSmirnov } from "../../../../src/core/judges/tests/kolmogorovSmirnov.ts";
import { mannWhitney, mannWhitneyInterval } from "../../../../src/core/judges/tests/mannWhitney.ts";
import { binomialTest, clopperPearson, wilsonInterval } from "../../../../src/core/judges/tests/oneProportion.ts";
import { exactWithTies } from "../../../../src/core/judges/tests/rankSumLaw.ts";
import { hodgesLehmann } from "../../../../src/core/judges/tests/ranks.ts";
import { type Exposed, rateRatioTest } from "../../../../src/core/judges/tests/rateRatio.ts";
import { twoProportionChiSquare, twoProportionZ } from "../../../../src/core/judges/tests/twoProportions.ts";
import { welchT } from "../../../../src/core/judges/tests/welchT.ts";
import { normalSf } from "../../../../src/core/math/special/normal.ts";

interface Side {
  readonly alternative: Alternative;
}
interface Samples {
  readonly x: readonly number[];
  readonly y: readonly number[];
}
interface Errors {
  readonly errors: number;
  readonly total: number;
}
type RankTest = Samples &
  Side & {
    readonly exact: "auto" | "yes" | "no";
    readonly continuityCorrection: boolean;
    readonly confInt?: boolean;
    readonly confLevel?: number;
  };

/** Fixed-sample tests (spec 3). */
export const testMethods = {
  "mann-whitney": ({ x, y, confInt, confLevel, ...options }: RankTest) => {
    const { w, pValue, method } = mannWhitney(x, y, options);
    const interval = confInt ? mannWhitneyInterval(x, y, { ...options, confidence: confLevel ?? 0.95 }) : {};
    return { W: w, pValue, methodUsed: method, ...interval };
  },
  "mann-whitney-exact-ties": ({ x, y }: Samples) => exactWithTies(x, y),
  "hodges-lehmann": ({ x, y }: Samples) => ({ estimate: hodgesLehmann(x, y) }),
  "fisher-exact": (input: ArmCounts & Side) => fisherExact(input, input.alternative),
  "two-proportion-z": (input: ArmCounts) => {
    const { zPooled, zUnpooled } = twoProportionZ(input);
    return {
      zPooled,
      zUnpooled,
      pGreaterPooled: normalSf(zPooled),
      pTwoSidedPooled: Math.min(1, 2 * normalSf(Math.abs(zPooled))),
      pGreaterUnpooled: normalSf(zUnpooled),
    };
  },
  "two-proportion-chisq": (input: ArmCounts & Side & { readonly yates: boolean }) =>
    twoProportionChiSquare(input, input),
  "wilson-interval": ({ errors, total, confLevel }: Errors & { readonly confLevel: number }) => ({
    confInt: wilsonInterval(errors, total, confLevel),
  }),
  "clopper-pearson": (input: Errors & { readonly side: Alternative; readonly confLevel: number }) => ({
    confInt: clopperPearson(input.errors, input.total, input.side, input.confLevel),
  }),
  "binomial-test": ({ errors, total, p0, alternative }: Errors & Side & { readonly p0: number }) => ({
    pValue: binomialTest(errors, total, p0, alternative),
  }),
  "poisson-rate-ratio": (input: Exposed & Side) => rateRatioTest(input, input.alternative),
  "ks-two-sample": ({ x, y, ...options }: Samples & Side & { readonly exact: "auto" | "yes" | "no" }) => {
    const { d, pValue } = kolmogorovSmirnov(x, y, options);
    return { D: d, pValue };
  },
  "welch-t": ({ x, y }: Samples) => welchT(x, y),
  "p-adjust": ({ pValues, method }: { readonly pValues: readonly number[]; readonly method: Adjustment }) => ({
    adjusted: adjustPValues(pValues, method),
  }),
  "beta-binomial-posterior": (input: ArmCounts & Prior) => ({
    probCanaryWorse: probCanaryWorse(input),
    expectedExcessLoss: expectedExcessLoss(input),
  }),
  "beta-binomial-posterior-margin": (
    input: ArmCounts & Prior & { readonly ratioMargin: number; readonly absoluteMargin: number },
  ) => ({ probCanaryWorseThanMargin: probCanaryWorse(input, input) }),
};
