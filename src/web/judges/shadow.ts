import type { Decision, Recording } from "../../core/model/index.ts";
import type { ShadowLook } from "../../core/shadow.ts";

/** What the shadow judge of the page says of the run on screen. */
export type Shadow =
  | { readonly kind: "none" }
  | { readonly kind: "judging" }
  | { readonly kind: "failed"; readonly message: string }
  | {
      readonly kind: "judged";
      readonly title: string;
      readonly looks: readonly ShadowLook[];
      /** The looks by the decision that they stand beside. */
      readonly beside: ReadonlyMap<Decision, ShadowLook>;
    };

/** What a verdict would have done, had it been this judge's to act on. */
export const wouldHave: Readonly<Record<ShadowLook["verdict"], string>> = {
  pass: "would promote",
  fail: "would roll back",
  inconclusive: "would wait",
};

/** The first look that would have acted, or null: a judge that acts is not asked again. */
export function firstAct(looks: readonly ShadowLook[]): ShadowLook | null {
  return looks.find(({ verdict }) => verdict !== "inconclusive") ?? null;
}

/** One decision of a moment stands for its look: the first that a check made. */
export function besideDecisions(
  { decisions }: Recording,
  looks: readonly ShadowLook[],
): ReadonlyMap<Decision, ShadowLook> {
  const waiting = new Map(looks.map((look) => [look.at, look]));
  const beside = new Map<Decision, ShadowLook>();
  for (const decision of decisions) {
    const look = decision.trigger === "reconcile" ? waiting.get(decision.at) : undefined;
    if (look === undefined) continue;
    beside.set(decision, look);
    waiting.delete(decision.at);
  }
  return beside;
}
