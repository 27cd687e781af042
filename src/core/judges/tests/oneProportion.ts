import { betaQuantile, betaUpperQuantile } from "../../math/special/betaQuantile.ts";
import { binomialTails } from "../../math/special/discreteTails.ts";
import { normalUpperQuantile } from "../../math/special/normal.ts";
import { binomialWeight } from "../../math/special/saddlePoint.ts";
import { wilson } from "../../math/wilson.ts";
import type { Alternative, Interval } from "./counts.ts";
import { firstWhere, lastWhere } from "./fisherExact.ts";

const SLACK = 1 + 1e-7;

/** Score interval of an error rate, two-sided (spec 3.4). */
export function wilsonInterval(errors: number, total: number, confidence: number): Interval {
  const { low, high } = wilson(errors, total, normalUpperQuantile((1 - confidence) / 2));
  return [low, high];
}

/**
 * Exact interval of an error rate (Clopper and Pearson 1934): `less` gives only an upper bound, `greater` only a
 * lower one, with all of 1 − confidence on that end.
 */
export function clopperPearson(errors: number, total: number, side: Alternative, confidence: number): Interval {
  const tail = side === "two.sided" ? (1 - confidence) / 2 : 1 - confidence;
  const low = side === "less" || errors === 0 ? 0 : betaQuantile(tail, errors, total - errors + 1);
  const high = side === "greater" || errors === total ? 1 : betaUpperQuantile(tail, errors + 1, total - errors);
  return [low, high];
}

/** Exact p of `errors` out of `total` against the rate p0; two-sided by the small-probability rule. */
export function binomialTest(errors: number, total: number, p0: number, alternative: Alternative): number {
  if (alternative === "less") return binomialTails(errors, total, p0).lower;
  if (alternative === "greater") return binomialTails(errors - 1, total, p0).upper;
  const q0 = 1 - p0;
  const observed = binomialWeight(errors, total, p0, q0) * SLACK;
  const mode = Math.min(total, Math.floor((total + 1) * p0));
  const fits = (k: number) => binomialWeight(k, total, p0, q0) <= observed;
  if (errors === total * p0) return 1;
  const lower = lastWhere(0, mode, fits);
  const upper = firstWhere(Math.max(lower + 1, mode), total, fits);
  return Math.min(1, binomialTails(lower, total, p0).lower + binomialTails(upper - 1, total, p0).upper);
}
