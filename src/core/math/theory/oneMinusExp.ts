import { exp } from "../exp.ts";

/** 1 − e⁻ˣ for x ≥ 0 without losing the digits of a small x: the chance of at least one Poisson event. */
export function oneMinusExp(x: number): number {
  if (x > 0.01) return 1 - exp(-x);
  return x * (1 - (x / 2) * (1 - (x / 3) * (1 - (x / 4) * (1 - (x / 5) * (1 - (x / 6) * (1 - x / 7))))));
}
