import { exp } from "../exp.ts";
import { log } from "../log.ts";

/** Weibull with survival exp(−(x/scale)^shape), by inversion of one uniform in [0, 1). */
export function weibull(uniform: number, shape: number, scale: number): number {
  const hazard = -log(1 - uniform);
  return hazard === 0 ? 0 : scale * exp(log(hazard) / shape);
}
