/** Errors and requests of both arms over the same time. Counts, never rates. */
export interface ArmCounts {
  readonly canaryErrors: number;
  readonly canaryTotal: number;
  readonly baselineErrors: number;
  readonly baselineTotal: number;
}

/** `greater`: the canary is worse, its rate or value larger. */
export type Alternative = "two.sided" | "greater" | "less";

/** A confidence interval; one-sided ones are open at the other end. */
export type Interval = readonly [low: number, high: number];

/** Met up to a rounding: p-values of discrete tests can equal a round level exactly (spec 0). */
export function atMost(p: number, alpha: number): boolean {
  return p <= alpha * (1 + 1e-12);
}
