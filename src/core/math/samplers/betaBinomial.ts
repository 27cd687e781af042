import type { UniformSource } from "../uniforms.ts";
import { binomial } from "./binomial.ts";
import { gamma } from "./gamma.ts";

/** Binomial of n trials whose probability is drawn from Beta(a, b). */
export function betaBinomial(source: UniformSource, n: number, a: number, b: number): number {
  return binomial(source, n, beta(source, a, b));
}

/** Beta as a share of two gammas (Devroye, Non-Uniform Random Variate Generation, ch. IX.3). */
export function beta(source: UniformSource, a: number, b: number): number {
  const one = gamma(source, a, 1);
  const two = gamma(source, b, 1);
  // Tiny parameters may underflow both: then the law is all but a coin.
  if (one + two === 0) return source.next() * (a + b) < a ? 1 : 0;
  return one / (one + two);
}
