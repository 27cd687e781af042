import type { UniformSource } from "../uniforms.ts";
import { gamma } from "./gamma.ts";
import { poisson } from "./poisson.ts";

/** Poisson whose mean is gamma of shape `dispersion`: variance mean + mean²/dispersion. */
export function negativeBinomial(source: UniformSource, mean: number, dispersion: number): number {
  return poisson(source, gamma(source, dispersion, mean / dispersion));
}
