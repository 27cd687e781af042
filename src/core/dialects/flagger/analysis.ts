import { flaggerSetup } from "./machineSetup.ts";

/** The two phases in which Flagger judges a canary; they run the same tick (F3.6). */
type AnalysisPhase = "Progressing" | "WaitingPromotion";

/** The tick of an analysis (F3.1 steps 2 to 21): a state for every question that waits for an answer. */
export function analysisStates(phase: AnalysisPhase) {
  const gate = phase === "Progressing" ? trafficGateStates() : {};
  return { ...openingStates(), ...judgingStates(), ...strategyStates(phase), ...gate, ...promotionGateStates() };
}

function openingStates() {
  return {
    betweenTicks: flaggerSetup.createStateConfig({
      on: { reconcile: { target: "tick", actions: "begin tick" } }, // F2.1
    }),
    tick: flaggerSetup.createStateConfig({
      always: [
        { guard: "suspended", target: "betweenTicks", actions: "say paused" }, // F3.1 step 2
        { guard: "primary past its deadline", target: "#Failed", actions: "roll back: primary" }, // F3.1 step 9
        { guard: "primary not ready", target: "betweenTicks", actions: "say primary waits" }, // F3.1 step 9
        { guard: "new revision", target: "#Progressing", actions: "restart" }, // F3.1 step 12
        { guard: "canary past its deadline", target: "#Failed", actions: "roll back: canary" }, // F3.1 step 13
        { guard: "canary not ready", target: "betweenTicks", actions: "say canary waits" }, // F3.1 step 13
        { guard: "analysis skipped", target: "#Succeeded", actions: "promote without analysis" }, // F3.9
        { guard: "operator asked to roll back", target: "#Failed", actions: "roll back: operator" }, // F7.8
        { target: "rollbackHooks" }, // F3.1 step 15
      ],
    }),
    rollbackHooks: flaggerSetup.createStateConfig({
      entry: "ask rollback hooks",
      always: { guard: "no rollback wanted", target: "judging" }, // F7.8: a refusal means do not roll back
      on: {
        answered: [
          { guard: "rollback hook accepted", target: "#Failed", actions: "roll back: hook" }, // F3.1 step 15
          { guard: "rollback hook declined", actions: "ask next hook" }, // F7.2
        ],
      },
    }),
    judging: flaggerSetup.createStateConfig({
      always: [
        { guard: "failed checks reached threshold", target: "#Failed", actions: "roll back: failed checks" }, // F3.1 step 18
        { guard: "nothing shifted yet", target: "preRolloutHooks" }, // F3.1 step 19
        { target: "rolloutHooks" }, // F3.1 step 19
      ],
    }),
    preRolloutHooks: flaggerSetup.createStateConfig({
      entry: "ask pre-rollout hooks",
      always: { guard: "pre-rollout hooks passed", target: "strategy" }, // F3.1 step 19: the starting tick judges nothing
      on: {
        answered: [
          { guard: "hook accepted", actions: "ask next hook" }, // F7.2
          { guard: "pre-rollout hook refused", target: "betweenTicks", actions: "count refusal" }, // F7.4
        ],
      },
    }),
  };
}

function judgingStates() {
  return {
    rolloutHooks: flaggerSetup.createStateConfig({
      entry: "ask rollout hooks",
      always: { guard: "rollout hooks passed", target: "measuring" }, // F7.5
      on: {
        answered: [
          { guard: "hook accepted", actions: "ask next hook" }, // F7.2
          { guard: "rollout hook refused", target: "betweenTicks", actions: "count refusal" }, // F7.5
        ],
      },
    }),
    measuring: flaggerSetup.createStateConfig({
      entry: "measure built-in metrics",
      always: { guard: "nothing to measure", target: "measuringTemplates" }, // F6.2 pass 1
      on: {
        measured: [
          { guard: "metric out of range", target: "betweenTicks", actions: "count failed metric" }, // F6.3, F6.8
          { target: "measuringTemplates", actions: "keep checks" }, // F6.2
        ],
      },
    }),
    measuringTemplates: flaggerSetup.createStateConfig({
      entry: "measure templates",
      always: [
        { guard: "no template to measure", target: "strategy" }, // F6.2 pass 2
        { guard: "metric unusable", target: "betweenTicks", actions: "count failed template" }, // F6.9
      ],
      on: {
        measured: [
          { guard: "template out of range", target: "betweenTicks", actions: "count failed template" }, // F6.3, F6.8
          { target: "strategy", actions: "keep template checks" }, // F3.1 step 21
        ],
      },
    }),
  };
}

function strategyStates(phase: AnalysisPhase) {
  // F4.1: the traffic gate is asked neither while requests are mirrored nor in WaitingPromotion.
  const gate = phase === "Progressing" ? "trafficGate" : "shifting";
  return {
    strategy: flaggerSetup.createStateConfig({
      always: [
        { guard: "A/B iterations left", target: "betweenTicks", actions: "advance A/B iteration" }, // F4.3
        { guard: "blue/green iterations left", target: "betweenTicks", actions: "advance blue/green iteration" }, // F4.4
        { guard: "all iterations done", target: "promotionGate" }, // F4.3, F4.4
        { guard: "weight stalled", target: "betweenTicks", actions: "say stalled" }, // F4.1
        { guard: "requests mirrored now", target: "shifting" }, // F4.5
        { target: gate }, // F4.1
      ],
    }),
    shifting: flaggerSetup.createStateConfig({
      always: [
        { guard: "weights left", target: "betweenTicks", actions: "advance weight" }, // F4.1
        { target: "promotionGate" }, // F4.1: all weights done
      ],
    }),
  };
}

/** F4.1: only Progressing asks before more traffic. */
function trafficGateStates() {
  return {
    trafficGate: flaggerSetup.createStateConfig({
      entry: "ask confirm-traffic-increase hooks",
      always: { guard: "traffic gate open", target: "shifting" }, // F4.1
      on: {
        answered: [
          { guard: "hook accepted", actions: "ask next hook" }, // F7.2
          { guard: "traffic gate closed", target: "betweenTicks", actions: "say traffic waits" }, // F7.6
        ],
      },
    }),
  };
}

function promotionGateStates() {
  return {
    promotionGate: flaggerSetup.createStateConfig({
      entry: "ask confirm-promotion hooks",
      always: [
        {
          guard: "promotion gate open, traffic not switched",
          target: "betweenTicks",
          actions: "switch all traffic to canary",
        }, // F4.4
        { guard: "promotion gate open", target: "#Promoting", actions: "copy spec to primary" }, // F4.1
      ],
      on: {
        answered: [
          { guard: "hook accepted", actions: "ask next hook" }, // F7.2
          { guard: "promotion gate closed", target: "#WaitingPromotion", actions: "wait for promotion" }, // F7.7
        ],
      },
    }),
  };
}
