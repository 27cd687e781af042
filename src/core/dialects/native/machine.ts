import { firstContext } from "./context.ts";
import { nativeSetup } from "./machineSetup.ts";

/** The phases in which the canary has traffic and is looked at. */
type WatchedPhase = "Rolling" | "Held" | "Paused" | "Baking";

/**
 * One look, the same in every phase: see the alarms, count, ask the judges, decide. Hygiene comes first (a judge
 * without numbers says nothing), then harm, then progress. An early pass is not asked for: it never skips a step. What
 * is not decided at the end of a step goes on where `minSamples` and `mustSee` are met, since the next step is how more
 * is learnt.
 */
function lookStates(phase: WatchedPhase) {
  return {
    betweenLooks: nativeSetup.createStateConfig({ on: { reconcile: "counting" } }),
    counting: nativeSetup.createStateConfig({
      entry: "begin look",
      on: { alarms: { actions: "keep alarms" }, measured: { target: "judging", actions: "keep counts" } },
    }),
    judging: nativeSetup.createStateConfig({
      entry: "ask judges",
      always: { guard: "no judge to ask", target: "deciding" },
      on: { judged: { target: "deciding", actions: "keep answers" } },
    }),
    deciding: nativeSetup.createStateConfig({
      always: [
        { guard: "no data is a failure", target: "#RolledBack", actions: "roll back: no data" },
        { guard: "a judge finds it worse", target: "#RolledBack", actions: "roll back: worse" },
        { guard: "an alarm rolls back", target: "#RolledBack", actions: "roll back: alarm" },
        ...progress(phase),
      ],
    }),
  };
}

/** What a look changes where nothing is wrong. While an operator holds, nothing. */
function progress(phase: WatchedPhase) {
  switch (phase) {
    case "Paused":
      return [{ target: "betweenLooks", actions: "say still paused" }] as const;
    case "Rolling":
      return [noData, alarmHolds, stepGoesOn, ...stepEnds, promotes] as const;
    case "Baking":
      return [noData, alarmHolds, bakeGoesOn, promotes] as const;
    case "Held":
      return [noData, alarmHolds, bakeGoesOn, stepGoesOn, ...stepEnds, promotes] as const;
  }
}

const noData = { guard: "no data holds", target: "#Held", actions: "hold: no data" } as const;
const alarmHolds = { guard: "an alarm holds", target: "#Held", actions: "hold: alarm" } as const;
const bakeGoesOn = { guard: "bake not over", target: "#Baking", actions: "count look" } as const;
const stepGoesOn = { guard: "step not over", target: "#Rolling", actions: "count look" } as const;
const stepEnds = [
  { guard: "too few samples", target: "#Held", actions: "hold: samples" },
  { guard: "users not seen enough", target: "#Held", actions: "hold: users" },
  { guard: "steps left", target: "#Rolling", actions: "open next step" },
  { guard: "bake wanted", target: "#Baking", actions: "open next step" },
] as const;
const promotes = { target: "#Promoting", actions: "promote" } as const;

/** What anybody may ask of a rollout that has traffic or waits for it. */
const active = {
  "revision.changed": [
    { guard: "back to the stable revision", target: "#Waiting", actions: "take back" },
    { guard: "new revision", target: "#Starting", actions: "start canary", reenter: true },
  ],
  "operator.abort": { target: "#RolledBack", actions: "roll back: operator" },
  "operator.promote": { target: "#Promoting", actions: "promote by hand" },
  "operator.promoteFull": { target: "#Promoting", actions: "promote by hand" },
} as const;

const news = {
  "revision.changed": [
    { guard: "new revision", target: "#Starting", actions: "start canary" },
    { guard: "back to the stable revision", actions: "see revision" },
  ],
} as const;

const Waiting = nativeSetup.createStateConfig({
  id: "Waiting",
  tags: "healthy",
  meta: { says: "Stable runs the revision that is asked for; the next one starts a rollout." },
  on: news,
});

const Starting = nativeSetup.createStateConfig({
  id: "Starting",
  tags: "progressing",
  meta: { says: "The canary's instances start. Traffic does not move before they are ready." },
  on: {
    ...active,
    workload: [
      { guard: "canary cannot start", target: "#RolledBack", actions: "roll back: canary" },
      { guard: "canary is ready, operator holds", target: "#Paused" },
      { guard: "canary is ready", target: "#Rolling", actions: "open next step" },
    ],
    "operator.pause": { actions: "hold early" },
    "operator.resume": { actions: "resume" },
  },
});

const Rolling = nativeSetup.createStateConfig({
  id: "Rolling",
  tags: "progressing",
  meta: {
    says: "The canary has the traffic of a step. Judges look at it until the step has been watched long enough.",
  },
  initial: "betweenLooks",
  states: lookStates("Rolling"),
  on: { ...active, "operator.pause": { target: "#Paused", actions: "pause" } },
});

const Held = nativeSetup.createStateConfig({
  id: "Held",
  tags: "paused",
  meta: {
    says: "A look saw too little to go on, no data, few requests or users who were not seen, or an alarm. It goes on by itself.",
  },
  initial: "betweenLooks",
  states: lookStates("Held"),
  on: { ...active, "operator.pause": { target: "#Paused", actions: "pause" } },
});

const Paused = nativeSetup.createStateConfig({
  id: "Paused",
  tags: "paused",
  meta: { says: "An operator holds the rollout. Judges go on watching and may still roll it back." },
  initial: "betweenLooks",
  states: lookStates("Paused"),
  on: {
    ...active,
    "operator.resume": [
      { guard: "no traffic yet", target: "#Rolling", actions: "open next step" },
      { guard: "all traffic on the canary", target: "#Baking", actions: "resume" },
      { target: "#Rolling", actions: "resume" },
    ],
  },
});

const Baking = nativeSetup.createStateConfig({
  id: "Baking",
  tags: "progressing",
  meta: { says: "The canary has all traffic, and stable stands ready to take it back. Only limits are judged." },
  initial: "betweenLooks",
  states: lookStates("Baking"),
  on: { ...active, "operator.pause": { target: "#Paused", actions: "pause" } },
});

const Promoting = nativeSetup.createStateConfig({
  id: "Promoting",
  tags: "progressing",
  meta: { says: "Stable takes the new revision over while the canary keeps its traffic." },
  on: {
    workload: [
      { guard: "stable is ready", target: "#Promoted", actions: "finish" },
      { guard: "stable cannot start", actions: "say stable waits" },
    ],
    "operator.abort": { actions: "say too late" },
  },
});

const Promoted = nativeSetup.createStateConfig({
  id: "Promoted",
  tags: "healthy",
  meta: { says: "Stable runs the new revision with all traffic." },
  always: { guard: "another revision waits", target: "#Starting", actions: "start canary" },
  on: news,
});

const RolledBack = nativeSetup.createStateConfig({
  id: "RolledBack",
  tags: "degraded",
  meta: { says: "Stable has all traffic back. Another revision, or a retry, starts again." },
  on: { ...news, "operator.retry": { target: "#Starting", actions: "start canary" } },
});

/** Our own policy as a lifecycle. */
export const nativeMachine = nativeSetup.createMachine({
  id: "native",
  context: ({ input }) => firstContext(input),
  initial: "Waiting",
  on: {
    clock: { actions: "see clock" },
    "revision.changed": { actions: "see revision" }, // while stable takes a revision over
  },
  states: { Waiting, Starting, Rolling, Held, Paused, Baking, Promoting, Promoted, RolledBack },
});
