import { type Recording, tracks } from "../model/index.ts";
import type { BlastRadius } from "./blastRadius.ts";
import { countsOverTicks } from "./windowed.ts";

/** The objective that the budget belongs to, as the field's textbook example has it. */
export const objective = { success: 0.999, days: 30 } as const;

/**
 * Share of the objective's error budget that the release has spent with this harm: its own failures over all that
 * the objective allows in its whole period at this run's mean traffic.
 */
export function budgetSpent({ columns, tick }: Recording, { harmful }: BlastRadius): number {
  const requests = tracks.reduce((sum, track) => sum + countsOverTicks(columns, track, 0, columns.length).arrived, 0);
  const seconds = (columns.length * tick) / 1000;
  const allowed =
    ((requests / Math.max(1, seconds)) * objective.days * 86_400 * (1000 - 1000 * objective.success)) / 1000;
  return allowed === 0 ? 0 : (harmful.stable + harmful.canary) / allowed;
}
