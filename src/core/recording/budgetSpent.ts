import type { Millis, Recording } from "../model/index.ts";
import { blastRadius } from "./blastRadius.ts";

/** The objective that the budget belongs to, as the field's textbook example has it. */
export const objective = { success: 0.999, days: 30 } as const;

/**
 * Share of the objective's error budget that the release has spent until this time: its own failures over all that
 * the objective allows in its whole period at this run's mean traffic.
 */
export function budgetSpent(recording: Recording, until: Millis): number {
  const { arrived, length } = recording.columns;
  let requests = 0;
  for (let at = 0; at < 2 * length; at++) requests += arrived[at] ?? 0;
  const seconds = (length * recording.tick) / 1000;
  const allowed =
    ((requests / Math.max(1, seconds)) * objective.days * 86_400 * (1000 - 1000 * objective.success)) / 1000;
  const { stable, canary } = blastRadius(recording, until).harmful;
  return allowed === 0 ? 0 : (stable + canary) / allowed;
}
