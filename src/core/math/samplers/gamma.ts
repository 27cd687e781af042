import { exp } from "../exp.ts";
import { log } from "../log.ts";
import type { UniformSource } from "../uniforms.ts";
import { normal } from "./normal.ts";

/**
 * Gamma with the given shape and scale (mean = shape · scale).
 * Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000). A shape below
 * 1 takes one of shape + 1 times u^(1/shape), their section 6.
 */
export function gamma(source: UniformSource, shape: number, scale: number): number {
  if (shape >= 1) return scale * standardGamma(source, shape);
  const boosted = standardGamma(source, shape + 1);
  return scale * boosted * exp(log(1 - source.next()) / shape);
}

function standardGamma(source: UniformSource, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(source.next(), 0, 1);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - source.next();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (log(u) < 0.5 * square + d * (1 - v + log(v))) return d * v;
  }
}
