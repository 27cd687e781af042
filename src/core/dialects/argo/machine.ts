import { firstContext } from "./context.ts";
import { argoSetup } from "./machineSetup.ts";

/**
 * One round of Argo's controller as states: for a canary A4.1, for blueGreen A8.1, each in its exact order. After the
 * status write the phase is asked anew (A2), the analysis runs' own controller looks (A10.7), and rounds follow each
 * other at one instant until nothing changes.
 */
function roundStates() {
  return {
    watching: argoSetup.createStateConfig({
      entry: "ask for the next turn",
      on: {
        reconcile: { target: "noticing", actions: "begin turn" }, // A4.1
        pods: { target: "noticing", actions: ["see pods", "begin turn"] }, // A4.1: a ReplicaSet's status changed
        "revision.changed": { target: "noticing", actions: ["see revision", "begin turn"] }, // A7.1
        "operator.promote": { target: "noticing", actions: ["promote", "begin turn"] }, // A5
        "operator.promoteFull": { target: "noticing", actions: ["promote in full", "begin turn"] }, // A5
        "operator.abort": { target: "noticing", actions: ["abort", "begin turn"] }, // A6
        "operator.retry": { target: "noticing", actions: ["retry", "begin turn"] }, // A5
        "operator.pause": { target: "noticing", actions: ["pause", "begin turn"] }, // A4.2
        "operator.resume": { target: "noticing", actions: ["resume", "begin turn"] }, // A4.2
      },
    }),
    noticing: argoSetup.createStateConfig({
      entry: "begin round",
      always: [
        { guard: "pod template changed", target: "writing", actions: "start over" }, // A4.1 step 1, A7.1
        { guard: "strategy is blueGreen", target: "previewing" }, // A8.1
        { target: "services" }, // A4.1 step 2
      ],
    }),
    ...canaryStates(),
    ...blueGreenStates(),
    ...endingStates(),
  };
}

function canaryStates() {
  return {
    services: argoSetup.createStateConfig({ entry: "point services", always: "traffic" }), // A4.1 step 2
    traffic: argoSetup.createStateConfig({ entry: "route traffic", always: "analysis" }), // A3.8
    analysis: argoSetup.createStateConfig({
      entry: "reconcile analysis runs",
      always: [
        { guard: "round is over", target: "writing" }, // A4.1 step 5: a new inconclusive pause
        { target: "scaling" }, // A4.1 step 6
      ],
    }),
    scaling: argoSetup.createStateConfig({
      entry: "scale ReplicaSets",
      always: [
        { guard: "round is over", target: "writing" }, // A4.1 step 6: a change ends the round
        { target: "pausing" }, // A4.1 step 7
      ],
    }),
    pausing: argoSetup.createStateConfig({ entry: "reach pause step", always: "writing" }), // A4.2
  };
}

function blueGreenStates() {
  return {
    previewing: argoSetup.createStateConfig({ entry: "point preview service", always: "colours" }), // A8.1 step 1
    colours: argoSetup.createStateConfig({ entry: "scale both colours", always: "holding" }), // A8.1 step 2
    holding: argoSetup.createStateConfig({ entry: "reach blueGreen pause", always: "switching" }), // A8.1 step 4
    switching: argoSetup.createStateConfig({ entry: "point active service", always: "judging" }), // A8.1 step 7
    judging: argoSetup.createStateConfig({ entry: "reconcile promotion analysis", always: "writing" }), // A8.1 steps 3, 8
  };
}

function endingStates() {
  return {
    writing: argoSetup.createStateConfig({
      entry: "write status", // A4.1 step 9
      always: [
        { guard: "aborted or past the deadline", target: "#Degraded" }, // A2 test 1
        { guard: "paused by spec or condition", target: "#Paused" }, // A2 tests 2 and 3
        { guard: "replicas, cutover or steps outstanding", target: "#Progressing" }, // A2 tests 5 to 8
        { target: "#Healthy" }, // A2 test 9
      ],
    }),
    settling: argoSetup.createStateConfig({
      entry: "assess runs", // A10.7
      always: [
        { guard: "measurement due", target: "measuring" }, // A10.5
        { guard: "something changed", target: "noticing" }, // A4.1
        { target: "watching" },
      ],
    }),
    measuring: argoSetup.createStateConfig({
      entry: "measure",
      on: { measured: { target: "settling", actions: "take measurements" } }, // A10.3, A10.4
    }),
  };
}

const Healthy = argoSetup.createStateConfig({
  id: "Healthy",
  tags: "healthy",
  meta: { says: "All pods run the stable revision and are available; the next template starts an update." },
  initial: "settling",
  states: roundStates(),
});

const Progressing = argoSetup.createStateConfig({
  id: "Progressing",
  tags: "progressing",
  meta: { says: "The update goes on: pods are scaled, traffic follows, an analysis step runs, or old pods end." },
  initial: "settling",
  states: roundStates(),
});

const Paused = argoSetup.createStateConfig({
  id: "Paused",
  tags: "paused",
  meta: { says: "A pause step, an inconclusive analysis, a blueGreen pause or spec.paused holds the update." },
  initial: "settling",
  states: roundStates(),
});

const Degraded = argoSetup.createStateConfig({
  id: "Degraded",
  tags: "degraded",
  meta: {
    says: "The update was aborted, or made no progress within its deadline; stable has the traffic after an abort.",
  },
  initial: "settling",
  states: roundStates(),
});

/** Argo Rollouts' controller as a lifecycle: the phases of A2, and inside each the rounds that lead from one to the other. */
export const argoMachine = argoSetup.createMachine({
  id: "argo",
  context: ({ input }) => firstContext(input),
  initial: "Healthy",
  on: {
    clock: { actions: "see clock" },
    pods: { actions: "see pods" }, // while a measurement is waited for
    "revision.changed": { actions: "see revision" }, // noticed in the next round (A7.1)
  },
  states: { Healthy, Progressing, Paused, Degraded },
});
