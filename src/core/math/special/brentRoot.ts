const EPSILON = 2.220446049250313e-16;

/** Where to search, how near to come, and how long. */
export interface RootSearch {
  readonly from: number;
  readonly to: number;
  /** Absolute tolerance in the unit of the argument. */
  readonly tolerance: number;
  /** Values at the ends where they are known already. */
  readonly atFrom?: number;
  readonly atTo?: number;
  readonly mostSteps?: number;
}

/**
 * A root of f by Brent and Dekker's scheme of bisection, secant and inverse quadratic steps (Brent, "Algorithms
 * for minimization without derivatives", 1973, as the classic `zeroin`). It stops when half the bracket is at most
 * 2ε|b| + tolerance/2 or the value is exactly 0, and no step is shorter than that.
 */
export function brentRoot(f: (x: number) => number, search: RootSearch): number {
  let a = search.from;
  let b = search.to;
  let fa = search.atFrom ?? f(a);
  let fb = search.atTo ?? f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  let c = a;
  let fc = fa;
  for (let left = (search.mostSteps ?? 1000) + 1; left > 0; left--) {
    const before = b - a;
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const near = 2 * EPSILON * Math.abs(b) + search.tolerance / 2;
    let step = (c - b) / 2;
    if (Math.abs(step) <= near || fb === 0) return b;
    if (Math.abs(before) >= near && Math.abs(fa) > Math.abs(fb)) {
      step = interpolated({ a, b, c, fa, fb, fc, before, near }) ?? step;
    }
    if (Math.abs(step) < near) step = step > 0 ? near : -near;
    a = b;
    fa = fb;
    b += step;
    fb = f(b);
    if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0)) {
      c = a;
      fc = fa;
    }
  }
  return b;
}

type Bracket = Readonly<Record<"a" | "b" | "c" | "fa" | "fb" | "fc" | "before" | "near", number>>;

/** The secant or inverse quadratic step where it stays well inside the bracket and shrinks fast enough. */
function interpolated({ a, b, c, fa, fb, fc, before, near }: Bracket): number | undefined {
  const width = c - b;
  let p: number;
  let q: number;
  if (a === c) {
    const slope = fb / fa;
    p = width * slope;
    q = 1 - slope;
  } else {
    const r = fa / fc;
    const s = fb / fc;
    const t = fb / fa;
    p = t * (width * r * (r - s) - (b - a) * (s - 1));
    q = (r - 1) * (s - 1) * (t - 1);
  }
  if (p > 0) q = -q;
  else p = -p;
  const inside = p < 0.75 * width * q - Math.abs(near * q) / 2 && p < Math.abs((before * q) / 2);
  return inside ? p / q : undefined;
}
