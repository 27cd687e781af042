import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";
import { brentRoot } from "../../math/special/brentRoot.ts";
import { normalSf, normalUpperQuantile } from "../../math/special/normal.ts";
import { BrownianPath } from "./brownianPath.ts";

const E_MINUS_ONE = 1.7182818284590453;

/** Probability of at least one crossing of |z| bounds (z with one side) at looks at these information times. */
export function crossingProbability(times: readonly number[], zBounds: readonly number[], sides: 1 | 2): number {
  let path = BrownianPath.start(sides);
  let total = 0;
  times.forEach((time, look) => {
    const z = zBounds[look] as number;
    total += path.crossing(time, z);
    if (look < times.length - 1) path = path.after(time, z);
  });
  return total;
}

/** True level of a fixed z-test looked at so many equally spaced times (spec 4.1). */
export function peekingInflation(looks: number, nominalAlpha: number, sides: 1 | 2): number {
  const z = normalUpperQuantile(nominalAlpha / sides);
  return crossingProbability(equallySpaced(looks), new Array<number>(looks).fill(z), sides);
}

export interface ConstantBounds {
  /** Pocock's common z, or O'Brien and Fleming's z at the last look. */
  readonly constant: number;
  readonly zBounds: readonly number[];
}

/** Bounds by one constant over equally spaced looks: Pocock (1977), O'Brien and Fleming (1979); spec 4.2. */
export function constantBounds(
  kind: "pocock" | "obrien-fleming",
  { looks, alpha, sides }: { readonly looks: number; readonly alpha: number; readonly sides: 1 | 2 },
): ConstantBounds {
  const times = equallySpaced(looks);
  const shape = times.map((time) => (kind === "pocock" ? 1 : 1 / Math.sqrt(time)));
  const bounds = (constant: number) => shape.map((factor) => constant * factor);
  const single = normalUpperQuantile(alpha / sides);
  const off = (constant: number) => crossingProbability(times, bounds(constant), sides) - alpha;
  const constant = looks === 1 ? single : brentRoot(off, { from: single, to: single + 3, tolerance: 1e-11 });
  return { constant, zBounds: bounds(constant) };
}

function equallySpaced(looks: number): readonly number[] {
  return Array.from({ length: looks }, (_, look) => (look + 1) / looks);
}

export type SpendingKind = "lan-demets-obrien-fleming" | "lan-demets-pocock";

/** Alpha that one side may have spent at information fraction t (Lan and DeMets 1983); all of it from t = 1 on. */
export function spentAlpha(kind: SpendingKind, t: number, alphaOfSide: number): number {
  if (t <= 0) return 0;
  const at = Math.min(1, t);
  if (kind === "lan-demets-pocock") return alphaOfSide * log(1 + E_MINUS_ONE * at);
  return 2 * normalSf(normalUpperQuantile(alphaOfSide / 2) / Math.sqrt(at));
}

export interface SpendingPlan {
  readonly kind: SpendingKind;
  /** Over all sides together. */
  readonly alpha: number;
  readonly sides: 1 | 2;
  /** Shares of the planned maximum sample at the looks, ascending. */
  readonly infoFractions: readonly number[];
}

export interface SpendingBounds {
  /** ∞ where a look has nothing left to spend. */
  readonly zBounds: readonly number[];
  /** Over all sides together. */
  readonly cumulativeAlpha: readonly number[];
}

/** Bounds whose crossing probabilities spend alpha as the function says (spec 4.2). */
export function spendingBounds({ kind, alpha, sides, infoFractions }: SpendingPlan): SpendingBounds {
  let path = BrownianPath.start(sides);
  const cumulativeAlpha = infoFractions.map((t) => sides * spentAlpha(kind, t, alpha / sides));
  const zBounds = infoFractions.map((time, look) => {
    const spend = (cumulativeAlpha[look] as number) - (look === 0 ? 0 : (cumulativeAlpha[look - 1] as number));
    const z = boundFor(path, { time, spend, sides, first: look === 0 });
    path = path.after(time, z);
    return z;
  });
  return { zBounds, cumulativeAlpha };
}

interface LookPlan {
  readonly time: number;
  readonly spend: number;
  readonly sides: 1 | 2;
  readonly first: boolean;
}

function boundFor(path: BrownianPath, { time, spend, sides, first }: LookPlan): number {
  if (!(spend > 0)) return Number.POSITIVE_INFINITY;
  if (first) return normalUpperQuantile(spend / sides);
  // In the logarithm, since early looks spend almost nothing.
  const off = (z: number) => log(Math.max(path.crossing(time, z), exp(-745))) - log(spend);
  return brentRoot(off, { from: -2, to: 38, tolerance: 1e-12 });
}
