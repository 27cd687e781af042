import { WeightedSplit } from "../../../../src/core/engine/queueing/weightedSplit.ts";
import { drawsOf, fillExponential } from "../../../../src/core/math/distribution.ts";
import { readDistribution } from "../../../../src/core/math/readDistribution.ts";
import { Multinomial } from "../../../../src/core/math/samplers/multinomial.ts";
import { poisson } from "../../../../src/core/math/samplers/poisson.ts";
import { Uniforms } from "../../../../src/core/math/uniforms.ts";
import { type Draws, meanOf, moments, type Replication } from "../../statistical.ts";
import { draws } from "./run.ts";

interface Moments {
  readonly distribution: unknown;
  readonly at: readonly number[];
  readonly run: { readonly draws: number };
}
interface Split {
  readonly lambda: number;
  readonly weight: number;
  readonly windowSeconds: number;
  readonly windows: number;
}
interface FixedSplit {
  readonly requests: number;
  readonly weights: readonly number[];
}

/** Samplers, and splits that both resolutions must get right. */
export const samplingMethods = {
  "sample-moments": { component: 1041, prepare: (input: Moments) => [sampleMoments(input)] },
  "sim-split": {
    component: 1042,
    prepare: (input: Split) => [
      (draw: Draws) => splitFigures(splitByRequest(input, draw)),
      (draw: Draws) => splitFigures(splitByCount(input, draw)),
    ],
  },
  "sim-split-fixed": {
    component: 1043,
    prepare: (input: FixedSplit) => [
      (draw: Draws) => fixedFigures(input, fixedByRequest(input, draw)),
      (draw: Draws) => fixedFigures(input, fixedByCount(input, draw)),
    ],
    summarise: overReplications,
  },
};

function sampleMoments({ distribution, at, run }: Moments): (draw: Draws) => Replication {
  const law = readDistribution(distribution);
  const values = new Float64Array(run.draws);
  return (draw) => {
    drawsOf(law, draw(draws.service))(values);
    const below = at.map((most) => values.reduce((sum, value) => sum + (value <= most ? 1 : 0), 0));
    return { ...moments(values), cdf: below.map((count) => count / values.length) };
  };
}

interface Windows {
  readonly canary: Float64Array;
  readonly stable: Float64Array;
}

const block = 4096;

function splitByRequest({ lambda, weight, windowSeconds, windows }: Split, draw: Draws): Windows {
  const counts = [new Float64Array(windows), new Float64Array(windows)] as const;
  const split = new WeightedSplit([weight, 1 - weight]);
  const gaps = new Float64Array(block);
  const uniforms = new Float64Array(block);
  const arrivals = draw(draws.arrivals);
  const choices = draw(draws.choice);
  let at = 0;
  let window = 0;
  for (;;) {
    fillExponential(arrivals, 1 / lambda, gaps);
    choices.fillInto(uniforms);
    for (let i = 0; i < block; i++) {
      at += gaps[i] as number;
      while (at >= (window + 1) * windowSeconds) window++;
      if (window >= windows) return { canary: counts[0], stable: counts[1] };
      const column = counts[split.trackAt(uniforms, i)] as Float64Array;
      column[window] = (column[window] as number) + 1;
    }
  }
}

/** Thinning: the counts of the two tracks are independent Poisson variables (Kingman, Poisson Processes). */
function splitByCount({ lambda, weight, windowSeconds, windows }: Split, draw: Draws): Windows {
  const source = new Uniforms(draw(draws.counts));
  const mean = lambda * windowSeconds;
  return {
    canary: Float64Array.from({ length: windows }, () => poisson(source, mean * weight)),
    stable: Float64Array.from({ length: windows }, () => poisson(source, mean * (1 - weight))),
  };
}

function splitFigures({ canary, stable }: Windows): Replication {
  const one = moments(canary);
  const two = moments(stable);
  const product = canary.reduce((sum, n, i) => sum + (n - one.mean) * ((stable[i] as number) - two.mean), 0);
  return {
    meanCanary: one.mean,
    varianceCanary: one.variance,
    meanStable: two.mean,
    varianceStable: two.variance,
    shareCanary: one.mean / (one.mean + two.mean),
    probEmptyCanaryWindow: canary.reduce((sum, n) => sum + (n === 0 ? 1 : 0), 0) / canary.length,
    correlation: product / (canary.length - 1) / Math.sqrt(one.variance * two.variance),
  };
}

function fixedByRequest({ requests, weights }: FixedSplit, draw: Draws): Float64Array {
  const counts = new Float64Array(weights.length);
  const split = new WeightedSplit(weights);
  const choices = draw(draws.choice);
  const uniforms = new Float64Array(block);
  for (let done = 0; done < requests; done += block) {
    const some = uniforms.subarray(0, Math.min(block, requests - done));
    choices.fillInto(some);
    split.countInto(some, counts);
  }
  return counts;
}

function fixedByCount({ requests, weights }: FixedSplit, draw: Draws): Float64Array {
  const counts = new Float64Array(weights.length);
  new Multinomial(weights).sample(new Uniforms(draw(draws.counts)), requests, counts);
  return counts;
}

function fixedFigures({ requests, weights }: FixedSplit, counts: Float64Array): Replication {
  const chiSquare = weights.reduce((sum, weight, i) => {
    const expected = requests * weight;
    return sum + ((counts[i] as number) - expected) ** 2 / expected;
  }, 0);
  return { mean: [...counts], chiSquare };
}

/** Variances over replications, with the standard errors that the convention gives. */
function overReplications(replications: readonly Replication[]) {
  const counts = replications.map((replication) => replication["mean"] as readonly number[]);
  const chiSquares = replications.map((replication) => replication["chiSquare"] as number);
  const size = replications.length;
  const tracks = counts[0]?.length ?? 0;
  const chiSquare = moments(chiSquares).variance;
  return {
    variance: Array.from({ length: tracks }, (_, track) => {
      const { variance } = moments(counts.map((count) => count[track] as number));
      return { mean: variance, se: variance * Math.sqrt(2 / (size - 1)) };
    }),
    chiSquareMean: meanOf(chiSquares),
    chiSquareVariance: { mean: chiSquare, se: chiSquare * Math.sqrt((2 + 12 / (tracks - 1)) / size) },
  };
}
