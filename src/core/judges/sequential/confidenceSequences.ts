import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";
import { brentRoot } from "../../math/special/brentRoot.ts";

/** Tuning ρ of the normal mixture that is best at intrinsic time v*, by the closed formula in use or exactly (spec 4.5). */
export function bestRho(optimalTime: number, alpha: number, rule: "approximation" | "exact"): number {
  const doubled = -2 * log(alpha);
  if (rule === "approximation") return optimalTime / (doubled + log(1 + doubled));
  // w − ln w = 1 − 2 ln α above 1, the other branch of Lambert's function.
  let w = 1 + doubled;
  for (let i = 0; i < 200; i++) w = 1 + doubled + log(w);
  return optimalTime / (w - 1);
}

/** Half-width for a sum at intrinsic time v, two-sided (Robbins 1970; Howard and others 2021). */
export function normalMixtureBound(time: number, alpha: number, rho: number): number {
  return Math.sqrt((time + rho) * log((time + rho) / (rho * alpha * alpha)));
}

/** Asymptotic confidence sequence of a mean, narrow at the sample `tuned` (Waudby-Smith and others 2021). */
export function asymptoticHalfWidth(
  n: number,
  variance: number,
  { tuned, alpha }: { readonly tuned: number; readonly alpha: number },
): { readonly rhoSquared: number; readonly halfWidth: number } {
  const rhoSquared = (-2 * log(alpha) + log(1 - 2 * log(alpha))) / tuned;
  const grown = n * rhoSquared + 1;
  const square = ((2 * grown) / (n * n * rhoSquared)) * log(Math.sqrt(grown) / alpha);
  return { rhoSquared, halfWidth: Math.sqrt(variance * square) };
}

/**
 * Half-width at t ≥ tMin of a band around a whole empirical distribution function, valid for all t at once
 * (Howard and Ramdas 2022, theorem 2; spec 4.8). A > 1/√2.
 */
export function ecdfBand(
  t: number,
  { alpha, tMin, a }: { readonly alpha: number; readonly tMin: number; readonly a: number },
): number {
  if (t < tMin) return Number.POSITIVE_INFINITY;
  const c = bandConstant(alpha, a);
  return a * Math.sqrt((log(1 + log(t / tMin)) + c) / t);
}

/** C with min over η of 4e^(−γ²C)(1 + 1/((γ²−1) ln η)) = α. */
function bandConstant(alpha: number, a: number): number {
  const off = (c: number) => log(bandError(c, a)) - log(alpha);
  let high = 2;
  while (off(high) > 0) high *= 2;
  return brentRoot(off, { from: high / 2 > 1 ? high / 2 : 0.5, to: high, tolerance: 1e-12 });
}

/** The minimum over η by golden section; γ² > 1 bounds η above. */
function bandError(c: number, a: number): number {
  const error = (eta: number) => {
    const inner = a - Math.sqrt((2 * (eta - 1)) / c);
    const gamma = (2 / eta) * inner * inner;
    return inner > 0 && gamma > 1 ? 4 * exp(-gamma * c) * (1 + 1 / ((gamma - 1) * log(eta))) : Number.POSITIVE_INFINITY;
  };
  const golden = 0.6180339887498949;
  let low = 1;
  let high = 1 + (c * a * a) / 2;
  // Beyond the first point of the bracket with γ² ≤ 1 everything is ∞.
  for (let i = 0; i < 200; i++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    const atRight = error(right);
    if (atRight === Number.POSITIVE_INFINITY || error(left) < atRight) high = right;
    else low = left;
  }
  return error((low + high) / 2);
}
