/** The phase that all systems share, in Argo's words (`RolloutPhase`). */
export type Phase = "progressing" | "paused" | "healthy" | "degraded";

/** How a rollout ended, or did not end, within the horizon. */
export type Outcome = "promoted" | "rolledBack" | "unfinished";
