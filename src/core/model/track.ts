/** The two sides of a rollout. Dialects may label them: Flagger's primary is `stable`. */
export type Track = "stable" | "canary";

/** Track numbers as the columns of a recording count them. */
export const tracks: readonly Track[] = ["stable", "canary"];
