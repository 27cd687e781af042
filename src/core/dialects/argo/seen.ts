import { type Mover, still } from "./move.ts";

export const seeClock: Mover = (_context, signal) =>
  signal.type === "clock" ? { change: { now: signal.now }, ask: [] } : still;

/** What the cluster says of pods; a ReplicaSet that it does not name is as it was. */
export const seePods: Mover = (context, signal) => {
  if (signal.type !== "pods") return still;
  const sets = context.sets.map((set) => {
    const seen = signal.available.find(({ revision }) => revision === set.revision);
    return seen === undefined ? set : { ...set, available: Math.min(seen.pods, set.spec) };
  });
  return { change: { sets }, ask: [] };
};

export const seeRevision: Mover = (_context, signal) =>
  signal.type === "revision.changed" ? { change: { current: signal.revision }, ask: [] } : still;
