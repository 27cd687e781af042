import type { CleanEvidence } from "./evidence.ts";
import { judgeOf, type Weighed } from "./judge.ts";
import { type SpendingKind, spendingBounds } from "./sequential/groupSequential.ts";
import { sturdyZ } from "./tests/sturdyZ.ts";

const defaults = {
  alpha: 0.05,
  /** `obrien-fleming` saves the level for the end, `pocock` spends it early. */
  spending: "obrien-fleming",
  /** Looks planned in advance, equally spaced; more than that spend nothing. */
  looks: 60,
  minRequests: 50,
};

/** Planned looks that share out one level by alpha spending (spec 4.2). */
export const groupSequential = judgeOf({
  title: "Group sequential, alpha spending",
  says: "Rolls back when a z-test passes the bound of its planned look; promotes at the last look.",
  peeking: {
    valid: false,
    measured: 0.052,
    because: "It holds its level at the looks that were planned, and says nothing between them.",
  },
  exempt: {},
  stands: true,
  defaults,
  weigh({ windows }, { alpha, spending, looks }) {
    const bounds = boundsFor(`${spending} ${alpha} ${looks}`, { alpha, spending, looks });
    const totals = { canaryErrors: 0, canaryTotal: 0, baselineErrors: 0, baselineTotal: 0 };
    let z = 0;
    let bound = Number.POSITIVE_INFINITY;
    let lean: Weighed["lean"] = "neither";
    for (let look = 0; look < Math.min(windows.length, looks) && lean === "neither"; look++) {
      const { canary, baseline } = windows[look] as CleanEvidence["windows"][number];
      totals.canaryErrors += canary.errors;
      totals.canaryTotal += canary.requests;
      totals.baselineErrors += baseline.errors;
      totals.baselineTotal += baseline.requests;
      if (totals.canaryTotal === 0 || totals.baselineTotal === 0) continue;
      z = sturdyZ(totals);
      bound = bounds[look] as number;
      lean = z >= bound ? "worse" : z <= -bound ? "better" : "neither";
    }
    const measure = { kind: "z", value: z, threshold: bound } as const;
    if (lean === "worse") return { verdict: "fail", rule: "worse", lean, measure };
    if (windows.length >= looks) return { verdict: "pass", rule: "planned end", lean, measure };
    return { verdict: "inconclusive", rule: "not decided", lean, measure };
  },
});

const known = new Map<string, readonly number[]>();

/** Bounds of equally spaced looks; the same plan is integrated once. */
function boundsFor(key: string, plan: Pick<typeof defaults, "alpha" | "spending" | "looks">): readonly number[] {
  const before = known.get(key);
  if (before !== undefined) return before;
  const kind: SpendingKind = plan.spending === "pocock" ? "lan-demets-pocock" : "lan-demets-obrien-fleming";
  const infoFractions = Array.from({ length: plan.looks }, (_, look) => (look + 1) / plan.looks);
  const { zBounds } = spendingBounds({ kind, alpha: plan.alpha, sides: 1, infoFractions });
  known.set(key, zBounds);
  return zBounds;
}
