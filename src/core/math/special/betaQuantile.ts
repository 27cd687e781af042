import { exp } from "../exp.ts";
import { log } from "../log.ts";
import { betaWeight, incompleteBeta } from "./incompleteBeta.ts";

/** A share with its complement, each with all its digits. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** The x with I_x(a,b) = p, for 0 ≤ p ≤ 1 and a, b > 0. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p > 0)) return p === 0 ? 0 : Number.NaN;
  if (p >= 1) return 1;
  return (p <= 0.5 ? lowerPoint(p, a, b) : swapped(lowerPoint(1 - p, b, a))).x;
}

/** The x that a Beta(a,b) share exceeds with probability q: the tail is given itself, not as 1 − p. */
export function betaUpperQuantile(q: number, a: number, b: number): number {
  if (!(q > 0)) return q === 0 ? 1 : Number.NaN;
  if (q >= 1) return 0;
  return (q <= 0.5 ? swapped(lowerPoint(q, b, a)) : lowerPoint(1 - q, a, b)).x;
}

function swapped({ x, y }: Point): Point {
  return { x: y, y: x };
}

/**
 * Newton's steps on ln I in the logit of x, where the lower tail is concave, inside a bracket that each step
 * narrows; a step out of it is halved.
 */
function lowerPoint(p: number, a: number, b: number): Point {
  const goal = log(p);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let s = log(a / b);
  for (let i = 0; i < 300; i++) {
    const at = pointOf(s);
    const { lower } = incompleteBeta(at.x, a, b, at.y);
    const off = log(lower) - goal;
    if (off > 0) high = s;
    else low = s;
    let next = s - (off * lower) / betaWeight(at.x, a, b, at.y);
    if (!(next > low && next < high)) next = within(low, high, s);
    if (Math.abs(next - s) <= 2e-16 * Math.max(1, Math.abs(s))) return pointOf(next);
    s = next;
  }
  return pointOf(s);
}

function within(low: number, high: number, s: number): number {
  if (low === Number.NEGATIVE_INFINITY) return Math.min(2 * s, s - 1);
  if (high === Number.POSITIVE_INFINITY) return Math.max(2 * s, s + 1);
  return (low + high) / 2;
}

function pointOf(s: number): Point {
  const e = exp(-Math.abs(s));
  const small = e / (1 + e);
  const large = 1 / (1 + e);
  return s < 0 ? { x: small, y: large } : { x: large, y: small };
}
