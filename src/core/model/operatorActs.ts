/** What a person can do to a rollout, as scenario files, links and the command line write it. */
export const operatorActs = [
  "promote",
  "promoteFull",
  "pause",
  "resume",
  "abort",
  "retry",
  "approve",
  "refuse",
] as const;

/** `approve` and `refuse` answer a hook; every other act is a signal to the controller. */
export type OperatorAct = (typeof operatorActs)[number];
