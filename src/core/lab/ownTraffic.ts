import type { Traffic } from "../judges/index.ts";
import type { Millis, Recording } from "../model/index.ts";

const minute: Millis = 60_000;
/** A day and more of looks would say nothing that so many do not. */
const mostLooks = 600;

/**
 * The traffic of a run as judges are rated at: what came in a minute while both arms had requests, at the
 * error rates that it had, with a look each minute as long as the world goes on. Null where the arms never
 * had requests together.
 */
export function ownTraffic(recording: Recording): Traffic | null {
  const { columns, tick, endedAt, scenario } = recording;
  const end = endedAt === null ? columns.length : Math.min(columns.length, Math.ceil(endedAt / tick));
  let ticks = 0;
  const sums = { arrived: [0, 0], answered: [0, 0], failed: [0, 0] };
  for (let at = 0; at < end; at++) {
    if ((columns.arrived[2 * at] ?? 0) === 0 || (columns.arrived[2 * at + 1] ?? 0) === 0) continue;
    ticks++;
    for (const side of [0, 1])
      for (const name of ["arrived", "answered", "failed"] as const)
        sums[name][side] = (sums[name][side] ?? 0) + (columns[name][2 * at + side] ?? 0);
  }
  if (ticks === 0) return null;
  const perLook = (side: number) => Math.max(1, Math.round(((sums.arrived[side] ?? 0) * minute) / (ticks * tick)));
  const rate = (side: number) => (sums.failed[side] ?? 0) / Math.max(1, sums.answered[side] ?? 0);
  return {
    baselinePerLook: perLook(0),
    canaryPerLook: perLook(1),
    baselineErrorRate: rate(0),
    canaryErrorRate: rate(1),
    looks: Math.min(mostLooks, Math.max(1, Math.round(scenario.world.horizon / minute))),
  };
}
