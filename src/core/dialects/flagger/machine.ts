import { analysisStates } from "./analysis.ts";
import { firstContext } from "./context.ts";
import { flaggerSetup } from "./machineSetup.ts";

/** Initialized, Succeeded and Failed look for a change; Waiting goes on without asking (F2.4, F3.1 steps 8 to 11). */
const confirming = flaggerSetup.createStateConfig({
  entry: "ask confirm-rollout hooks",
  always: { guard: "rollout gate open", target: "#Progressing", actions: "start rollout" }, // F3.1 step 11
  on: {
    answered: [
      { guard: "hook accepted", actions: "ask next hook" }, // F7.2
      { guard: "rollout gate closed", target: "#Waiting", actions: "say rollout waits" }, // F7.3
    ],
  },
});

const restingTick = [
  { guard: "no change", target: "resting" }, // F3.1 step 8
  { guard: "primary past its deadline", target: "#Failed", actions: "roll back: primary" }, // F3.1 step 9
  { guard: "primary not ready", target: "resting", actions: "say primary waits" }, // F3.1 step 9
  { target: "confirming" }, // F3.1 step 11
] as const;

const resting = flaggerSetup.createStateConfig({
  on: {
    reconcile: [
      { guard: "suspended", actions: ["begin tick", "say paused if changed"] }, // F3.1 step 2
      { target: "looking", actions: "begin tick" }, // F2.1
    ],
  },
});

/** F3.1 steps 8 to 11. */
const looking = flaggerSetup.createStateConfig({ always: restingTick });

/** F3.7, F3.9, F3.1 step 17: the rollout has ended, whatever these hooks answer (F7.9). */
const postRolloutHooks = flaggerSetup.createStateConfig({
  entry: "ask post-rollout hooks",
  always: { guard: "post-rollout hooks called", target: "resting" }, // F7.9
  on: {
    answered: [
      { guard: "hook accepted", actions: "ask next hook" }, // F7.2
      { guard: "post-rollout hook refused", target: "resting" }, // F7.9
    ],
  },
});

/** F7.8: without a rollout no rollback hook is asked. */
const unheard = { "operator.abort": { actions: "open rollback hook without rollout" } } as const;

const Initialized = flaggerSetup.createStateConfig({
  id: "Initialized",
  tags: "healthy",
  meta: {
    says: "Primary serves all traffic, and Flagger compares the target with the promoted revision on every tick.",
  },
  initial: "resting",
  on: unheard,
  states: { resting, looking, confirming },
});

const Waiting = flaggerSetup.createStateConfig({
  id: "Waiting",
  tags: "paused",
  meta: { says: "A confirm-rollout gate is closed: the new revision waits, and Flagger asks again on every tick." },
  initial: "resting",
  on: { "operator.abort": { actions: "open rollback hook while waiting" } }, // F7.8
  states: {
    resting: {
      on: {
        reconcile: [
          { guard: "suspended", actions: ["begin tick", "say paused"] }, // F3.1 step 2
          { target: "looking", actions: "begin tick" }, // F2.1
        ],
      },
    },
    looking: {
      always: [
        { guard: "primary past its deadline", target: "#Failed", actions: "roll back: primary" }, // F3.1 step 9
        { guard: "primary not ready", target: "resting", actions: "say primary waits" }, // F3.1 step 9
        { target: "confirming" }, // F3.1 step 11
      ],
    },
    confirming,
  },
});

const Progressing = flaggerSetup.createStateConfig({
  id: "Progressing",
  tags: "progressing",
  meta: { says: "Each tick judges the canary and, when every check passes, moves it one step on." },
  initial: "betweenTicks",
  states: analysisStates("Progressing"),
});

const WaitingPromotion = flaggerSetup.createStateConfig({
  id: "WaitingPromotion",
  tags: "paused",
  meta: {
    says: "The last step is done and a confirm-promotion gate is closed; checks still run, and failures still count.",
  },
  initial: "betweenTicks",
  states: analysisStates("WaitingPromotion"),
});

const Promoting = flaggerSetup.createStateConfig({
  id: "Promoting",
  tags: "progressing",
  meta: {
    says: "Primary rolls out the canary's revision; once it is ready it takes the traffic back, and no metric is judged.",
  },
  initial: "betweenTicks",
  on: { "operator.abort": { actions: "open rollback hook while promoting" } }, // F7.8
  states: {
    betweenTicks: { on: { reconcile: { target: "tick", actions: "begin tick" } } }, // F2.1
    tick: {
      always: [
        { guard: "suspended", target: "betweenTicks", actions: "say paused" }, // F3.1 step 2
        { guard: "primary past its deadline", target: "#Failed", actions: "fail promotion" }, // F3.11
        { guard: "primary not ready", target: "betweenTicks", actions: "say primary waits" }, // F3.1 step 9
        { guard: "canary past its deadline", target: "#Failed", actions: "roll back: canary" }, // F3.1 step 13
        { guard: "canary not ready", target: "betweenTicks", actions: "say canary waits" }, // F3.1 step 13
        { guard: "analysis skipped", target: "#Succeeded", actions: "promote without analysis" }, // F3.9
        { guard: "promotion stuck", target: "betweenTicks", actions: "say stuck" }, // F3.8
        { guard: "primary has all traffic", target: "#Finalising", actions: "shift traffic to primary" }, // F3.8
        { target: "betweenTicks", actions: "shift traffic to primary" }, // F3.8: promotion steps left
      ],
    },
  },
});

const Finalising = flaggerSetup.createStateConfig({
  id: "Finalising",
  tags: "progressing",
  meta: { says: "Primary serves everything with the new revision; the next tick scales the canary to zero." },
  initial: "betweenTicks",
  on: { "operator.abort": { actions: "open rollback hook while finalising" } }, // F7.8
  states: {
    betweenTicks: { on: { reconcile: { target: "tick", actions: "begin tick" } } }, // F2.1
    tick: {
      always: [
        { guard: "suspended", target: "betweenTicks", actions: "say paused" }, // F3.1 step 2
        { guard: "primary past its deadline", target: "#Failed", actions: "fail promotion" }, // F3.11
        { guard: "primary not ready", target: "betweenTicks", actions: "say primary waits" }, // F3.1 step 9
        { guard: "canary past its deadline", target: "#Failed", actions: "roll back: canary" }, // F3.1 step 13
        { guard: "canary not ready", target: "betweenTicks", actions: "say canary waits" }, // F3.1 step 13
        { guard: "analysis skipped", target: "#Succeeded", actions: "promote without analysis" }, // F3.9
        { target: "#Succeeded", actions: "finish" }, // F3.1 step 17
      ],
    },
  },
});

const Succeeded = flaggerSetup.createStateConfig({
  id: "Succeeded",
  tags: "healthy",
  meta: { says: "Primary runs the new revision alone; the rollout is over until the target changes again." },
  initial: "postRolloutHooks",
  on: unheard,
  states: { postRolloutHooks, resting, looking, confirming },
});

const Failed = flaggerSetup.createStateConfig({
  id: "Failed",
  tags: "degraded",
  meta: { says: "The rollout was given up; only a different revision starts another." },
  initial: "postRolloutHooks",
  on: unheard,
  states: {
    postRolloutHooks,
    resting,
    looking: {
      always: [
        { guard: "no change", target: "resting", actions: "forget the failed revision" }, // F3.1 step 8
        { guard: "primary past its deadline", target: "#Failed", actions: "roll back: primary" }, // F3.1 step 9
        { guard: "primary not ready", target: "resting", actions: ["forget the failed revision", "say primary waits"] }, // F9 item 15
        { target: "confirming", actions: "forget the failed revision" }, // F3.1 step 11
      ],
    },
    confirming,
  },
});

/** Flagger's `advanceCanary` as a lifecycle: the phases of F2.2, and inside them what a tick waits for. */
export const flaggerMachine = flaggerSetup.createMachine({
  id: "flagger",
  context: ({ input }) => firstContext(input),
  initial: "Initialized",
  on: {
    "revision.changed": { actions: "note revision" }, // noticed on a later tick only (F2.1)
    workload: { actions: "note readiness" }, // F5
    "operator.pause": { actions: "suspend" }, // F3.1 step 2
    "operator.resume": { actions: "resume" }, // F3.1 step 2
    "operator.promote": { actions: "skip analysis" }, // F3.9
    "operator.abort": { actions: "open rollback hook" }, // F7.8
  },
  states: { Initialized, Waiting, Progressing, WaitingPromotion, Promoting, Finalising, Succeeded, Failed },
});
