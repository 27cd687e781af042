import type { Controller, Outcome, Weight } from "./model/index.ts";

/**
 * What to call the end of a rollout. Giving up is a rollback only where stable has the traffic back: a
 * promotion that failed may leave all of it on the canary, and then nothing is finished.
 */
export function outcomeOf({ done, phase }: Pick<Controller, "done" | "phase">, routed: Weight): Outcome {
  if (!done) return "unfinished";
  if (phase === "healthy") return "promoted";
  return routed === 0 ? "rolledBack" : "unfinished";
}
