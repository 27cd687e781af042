import type { Decision, Millis, Weight } from "../../core/model/index.ts";

/** A stretch of time with one weight above zero. */
export interface Step {
  readonly from: Millis;
  readonly until: Millis;
  readonly weight: Weight;
}

/** The weights that were asked for, as bands. Time at 0% is no step. */
export function stepsOf(decisions: readonly Decision[], end: Millis): readonly Step[] {
  const changes = decisions.filter(({ weight }, index) => weight !== (decisions[index - 1]?.weight ?? 0));
  return changes
    .map(({ at, weight }, index) => ({ from: at, until: changes[index + 1]?.at ?? end, weight }))
    .filter(({ weight, from, until }) => weight > 0 && until > from);
}
