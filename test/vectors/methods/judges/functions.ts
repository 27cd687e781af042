import { sketchBin } from "../../../../src/core/math/ddSketch.ts";
import { normalQuantile } from "../../../../src/core/math/normalQuantile.ts";
import { bucketFraction, bucketQuantile } from "../../../../src/core/math/prometheusHistogram.ts";
import { ascending, quantileOfSorted } from "../../../../src/core/math/quantile.ts";
import { betaQuantile } from "../../../../src/core/math/special/betaQuantile.ts";
import { binomialTails, hypergeometricTails, poissonTails } from "../../../../src/core/math/special/discreteTails.ts";
import { incompleteBeta } from "../../../../src/core/math/special/incompleteBeta.ts";
import { incompleteGamma } from "../../../../src/core/math/special/incompleteGamma.ts";
import { logGamma } from "../../../../src/core/math/special/logGamma.ts";
import { normalCdf } from "../../../../src/core/math/special/normal.ts";
import { studentTCdf } from "../../../../src/core/math/special/studentT.ts";
import { numberOf, type Written } from "./numbers.ts";

type Arguments = readonly [number, number, number, number];

const special: Readonly<Record<string, (...args: Arguments) => number>> = {
  normalCdf,
  normalQuantile,
  lgamma: logGamma,
  betaCdf: (x, a, b) => incompleteBeta(x, a, b).lower,
  betaQuantile,
  studentTCdf,
  chiSquareSf: (x, df) => incompleteGamma(df / 2, x / 2).upper,
  poissonCdf: (k, mean) => poissonTails(k, mean).lower,
  binomialSf: (k, n, p) => binomialTails(k, n, p).upper,
  hypergeomSf: (k, marked, unmarked, draws) => hypergeometricTails(k, { marked, unmarked, draws }).upper,
};

interface Buckets {
  readonly buckets: readonly { readonly le: Written; readonly count: number }[];
}

const bucketsOf = ({ buckets }: Buckets) => buckets.map(({ le, count }) => ({ le: numberOf(le), count }));

/** Special functions, quantiles and histograms. */
export const functionMethods = {
  "special-function": ({ fn, args }: { readonly fn: string; readonly args: readonly Written[] }) => {
    const method = special[fn];
    if (method === undefined) throw new Error(`no function ${fn}`);
    const [a, b, c, d] = args.map(numberOf);
    return { value: method(a ?? Number.NaN, b ?? Number.NaN, c ?? Number.NaN, d ?? Number.NaN) };
  },
  "quantile-type7": ({ values, probs }: { readonly values: readonly number[]; readonly probs: readonly number[] }) => {
    const sorted = ascending(values);
    return { quantiles: probs.map((q) => quantileOfSorted(sorted, q)) };
  },
  "histogram-quantile": (input: Buckets & { readonly q: Written }) => ({
    value: bucketQuantile(bucketsOf(input), numberOf(input.q)),
  }),
  "histogram-fraction": (input: Buckets & { readonly lower: Written; readonly upper: Written }) => ({
    value: bucketFraction(bucketsOf(input), numberOf(input.lower), numberOf(input.upper)),
  }),
  "ddsketch-bin": ({ relativeAccuracy, value }: { readonly relativeAccuracy: number; readonly value: number }) =>
    sketchBin(relativeAccuracy, value),
};
