import { exp } from "../exp.ts";

/** eˣ − 1 without losing the digits of a small x: Taylor's series below ½, where the subtraction would cancel. */
export function expm1(x: number): number {
  if (!(x > -0.5 && x < 0.5)) return exp(x) - 1;
  let term = x;
  let sum = x;
  for (let k = 2; k < 20; k++) {
    term *= x / k;
    sum += term;
  }
  return sum;
}
