import { exp } from "./exp.ts";
import { log } from "./log.ts";
import { CENTRAL, centralQuantile, normalQuantile } from "./normalQuantile.ts";

/** Exponential with the given mean by inversion of one uniform in [0, 1). */
export function exponential(uniform: number, mean: number): number {
  return -mean * log(1 - uniform);
}

/** The two parameters of a log-normal law, from what people can measure. */
export interface LogNormal {
  readonly mu: number;
  readonly sigma: number;
}

/** σ² = log(1 + cv²) and μ = log m − σ²/2, for a mean m > 0 and a coefficient of variation ≥ 0. */
export function logNormal(mean: number, cv: number): LogNormal {
  const variance = log(1 + cv * cv);
  return { mu: log(mean) - variance / 2, sigma: Math.sqrt(variance) };
}

/** Log-normal by inversion: the same uniform gives a longer time where the law is slower. */
export function sampleLogNormal(uniform: number, law: LogNormal): number {
  return exp(law.mu + law.sigma * normalQuantile(openUniform(uniform)));
}

/**
 * Replaces uniforms in [0, 1) by log-normal numbers: the same bits as `sampleLogNormal`, in two loops that
 * are small enough for what they call to be inlined.
 */
export function logNormalInto(block: Float64Array, { mu, sigma }: LogNormal): void {
  for (let i = 0; i < block.length; i++) {
    const uniform = block[i] as number;
    const q = uniform - 0.5;
    const z = q >= -CENTRAL && q <= CENTRAL ? centralQuantile(q) : normalQuantile(openUniform(uniform));
    block[i] = mu + sigma * z;
  }
  for (let i = 0; i < block.length; i++) block[i] = exp(block[i] as number);
}

/** Moves a 53-bit uniform off 0, where the inverse normal has no value, to half its smallest step. */
function openUniform(uniform: number): number {
  return uniform === 0 ? 5.551115123125783e-17 : uniform;
}
