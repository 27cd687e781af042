import { exponentialInto } from "./exponentialInto.ts";
import { betaBinomial } from "./samplers/betaBinomial.ts";
import { binomial } from "./samplers/binomial.ts";
import { gamma } from "./samplers/gamma.ts";
import { negativeBinomial } from "./samplers/negativeBinomial.ts";
import { normal } from "./samplers/normal.ts";
import { pareto } from "./samplers/pareto.ts";
import { poisson } from "./samplers/poisson.ts";
import { uniformBetween } from "./samplers/uniformBetween.ts";
import { weibull } from "./samplers/weibull.ts";
import { zipf } from "./samplers/zipf.ts";
import { type LogNormal, logNormal, sampleLogNormal } from "./samplers.ts";
import { type UniformSource, Uniforms } from "./uniforms.ts";
import type { Xoshiro } from "./xoshiro.ts";

/** A law by name, with parameters that people can measure: mean and cv rather than μ and σ. */
export type Distribution =
  | { readonly kind: "deterministic"; readonly value: number }
  | { readonly kind: "exponential"; readonly mean: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number }
  | { readonly kind: "lognormal"; readonly mean: number; readonly cv: number }
  | { readonly kind: "gamma"; readonly shape: number; readonly mean: number }
  | { readonly kind: "weibull"; readonly shape: number; readonly scale: number }
  | { readonly kind: "pareto"; readonly alpha: number; readonly minimum: number }
  | { readonly kind: "poisson"; readonly mean: number }
  | { readonly kind: "binomial"; readonly n: number; readonly p: number }
  | { readonly kind: "negative-binomial"; readonly mean: number; readonly dispersion: number }
  | { readonly kind: "beta-binomial"; readonly n: number; readonly a: number; readonly b: number }
  | { readonly kind: "zipf"; readonly n: number; readonly exponent: number };

/** Overwrites a whole block with the law's next draws. */
export type FillBlock = (block: Float64Array) => void;

/**
 * Draws of a law from one stream, block by block: the loops stay free of calls that would box doubles.
 * Laws with an inverse take one uniform a draw, so that the same uniform gives a longer time under a slower law.
 */
export function drawsOf(law: Distribution, stream: Xoshiro): FillBlock {
  switch (law.kind) {
    case "deterministic":
      return (block) => block.fill(law.value);
    case "exponential":
      return (block) => fillExponential(stream, law.mean, block);
    case "uniform":
      return (block) => fillUniform(stream, law.low, law.high, block);
    case "normal":
      return inverted(stream, (u) => normal(u, law.mean, law.sd));
    case "lognormal": {
      const parameters = logNormal(law.mean, law.cv);
      return (block) => fillLogNormal(stream, parameters, block);
    }
    case "weibull":
      return inverted(stream, (u) => weibull(u, law.shape, law.scale));
    case "pareto":
      return inverted(stream, (u) => pareto(u, law.alpha, law.minimum));
    case "gamma":
      return drawn(stream, (source) => gamma(source, law.shape, law.mean / law.shape));
    case "poisson":
      return drawn(stream, (source) => poisson(source, law.mean));
    case "binomial":
      return drawn(stream, (source) => binomial(source, law.n, law.p));
    case "negative-binomial":
      return drawn(stream, (source) => negativeBinomial(source, law.mean, law.dispersion));
    case "beta-binomial":
      return drawn(stream, (source) => betaBinomial(source, law.n, law.a, law.b));
    case "zipf": {
      const ranks = zipf(law.n, law.exponent);
      return drawn(stream, (source) => ranks.rank(source));
    }
  }
}

/** The laws that engines draw by the million have loops of their own, whose calls the JIT can inline. */
export function fillExponential(stream: Xoshiro, mean: number, block: Float64Array): void {
  stream.fillInto(block);
  exponentialInto(block, mean);
}

function fillUniform(stream: Xoshiro, low: number, high: number, block: Float64Array): void {
  stream.fillInto(block);
  for (let i = 0; i < block.length; i++) block[i] = uniformBetween(block[i] as number, low, high);
}

function fillLogNormal(stream: Xoshiro, law: LogNormal, block: Float64Array): void {
  stream.fillInto(block);
  for (let i = 0; i < block.length; i++) block[i] = sampleLogNormal(block[i] as number, law);
}

function inverted(stream: Xoshiro, inverse: (uniform: number) => number): FillBlock {
  return (block) => {
    stream.fillInto(block);
    for (let i = 0; i < block.length; i++) block[i] = inverse(block[i] as number);
  };
}

function drawn(stream: Xoshiro, draw: (source: UniformSource) => number): FillBlock {
  const source = new Uniforms(stream);
  return (block) => {
    for (let i = 0; i < block.length; i++) block[i] = draw(source);
  };
}
