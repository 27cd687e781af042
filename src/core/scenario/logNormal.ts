import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import type { ServiceTime } from "../model/index.ts";

/** Φ⁻¹(0.99). */
const z99 = 2.3263478740408408;

interface Written {
  readonly p50?: number | undefined;
  readonly p99?: number | undefined;
  readonly mean?: number | undefined;
  readonly cv?: number | undefined;
}

/**
 * Log-normal service time from p50 and p99, or from mean and cv; a sentence when it is neither.
 * σ = ln(p99 / p50) / Φ⁻¹(0.99), mean = p50 · exp(σ²/2), cv = √(exp(σ²) − 1).
 */
export function logNormalOf({ p50, p99, mean, cv }: Written): ServiceTime | string {
  const both = p50 !== undefined && p99 !== undefined;
  if (both && mean === undefined && cv === undefined) {
    if (p50 <= 0 || p99 < p50) return "expected p99 to be at least p50, and p50 above 0";
    const sigma = log(p99 / p50) / z99;
    return { kind: "lognormal", meanMs: p50 * exp((sigma * sigma) / 2), cv: Math.sqrt(exp(sigma * sigma) - 1) };
  }
  if (mean !== undefined && cv !== undefined && p50 === undefined && p99 === undefined) {
    return mean > 0 ? { kind: "lognormal", meanMs: mean, cv } : "expected a mean above 0";
  }
  return "expected either p50 and p99, or mean and cv";
}
