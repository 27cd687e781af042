import type { Check, Command, Note, Signal } from "../../model/index.ts";
import { changed, type FlaggerContext, readWeight } from "./context.ts";
import { callFirst, hooksOf } from "./hooks.ts";
import { failed, itemsOf, judge, type Pass, queriesOf, unasked } from "./metricCheck.ts";
import type { HookType } from "./policy.ts";
import * as says from "./sentences.ts";
import { setRoutes } from "./setRoutes.ts";
import { routes, weightMove } from "./strategy.ts";

/** What one transition changes and asks for. */
export interface Move {
  readonly change: Partial<FlaggerContext>;
  readonly ask: readonly Command[];
}

export type Mover = (context: FlaggerContext, signal: Signal) => Move;

/** F10.3 `syncStatus`: all counters zero, and the target's revision is the one applied last. */
const zeroed = { statusWeight: 0, failedChecks: 0, iterations: 0 };
/** F10.3 `setPhase`: weight and iterations zero, failedChecks kept. */
const reset = { statusWeight: 0, iterations: 0 };

/** F2.1: every tick first asks for the next one. */
export const beginTick: Mover = ({ policy }) => ({
  change: { checks: [], queue: [] },
  ask: [{ type: "requeue", after: policy.intervalMs }],
});

/** F3.1 step 8: in phase Failed the status is written back before anything else can stop the tick. */
export const forgetFailure: Mover = ({ target }) => ({ change: { lastApplied: target }, ask: [] });

/** F3.1 step 11, all hooks accepted. Traffic does not move on the detection tick. */
export const startRollout: Mover = (context) => ({
  change: { ...zeroed, lastApplied: context.target, lastFailure: "" },
  ask: [{ type: "scale", track: "canary", replicas: "follow" }, note(says.detected(context))],
});

/** F3.1 step 12. */
export const restart: Mover = (context) => {
  const home = setRoutes(context, 0, false);
  return {
    change: { ...home.change, ...zeroed, lastApplied: context.target, lastFailure: "" },
    ask: [...home.ask, note(says.restarted(context))],
  };
};

/** F3.7. Post-rollout hooks follow in the machine. */
export function rollBack(reason: (context: FlaggerContext) => Note): Mover {
  return (context) => {
    const home = setRoutes(context, 0, false);
    return {
      change: { ...home.change, ...zeroed, lastApplied: context.target, abortAsked: false },
      ask: [...home.ask, { type: "scale", track: "canary", replicas: 0 }, note(reason(context))],
    };
  };
}

/** F3.11: the primary did not come up, so the canary keeps all traffic and is not scaled down. */
export const failPromotion: Mover = (context) => {
  const away = setRoutes(context, 100, false);
  return {
    change: { ...away.change, ...zeroed, statusWeight: 100, lastApplied: context.target, abortAsked: false },
    ask: [...away.ask, note(says.promotionFailed(context))],
  };
};

/** F3.9. */
export const promoteUnjudged: Mover = (context) => {
  const home = setRoutes(context, 0, false);
  return {
    change: { ...home.change, ...reset, primary: context.target, lastPromoted: context.lastApplied, abortAsked: false },
    ask: [
      ...home.ask,
      { type: "promote" },
      { type: "scale", track: "canary", replicas: 0 },
      note(says.skipped(context)),
    ],
  };
};

/** F3.2: the one place that counts, by one a tick. */
export function countFailure(reason: Mover): Mover {
  return (context, signal) => {
    const failure = reason(context, signal);
    const after = { ...context, ...failure.change, failedChecks: context.failedChecks + 1 };
    return {
      change: { ...failure.change, failedChecks: after.failedChecks },
      ask: [note(says.held(after, readWeight(after)))],
    };
  };
}

export const hookRefused: Mover = (context) => ({
  change: { lastFailure: says.refusal(context.queue[0]) },
  ask: [],
});

/** F6.2: what the failing pass found, and the metrics that were not reached. */
export function metricsFailed(pass: Pass): Mover {
  return (context, signal) => {
    const here = judgements(context, signal, pass);
    const later = pass === "direct" ? unasked(context.policy.metrics, "templates") : [];
    const checks = [...context.checks, ...here, ...later];
    return { change: { checks, lastFailure: says.firstFailure(context.policy, checks) }, ask: [] };
  };
}

export function keepChecks(pass: Pass): Mover {
  return (context, signal) => ({
    change: { checks: [...context.checks, ...judgements(context, signal, pass)] },
    ask: [],
  });
}

/** How this pass turned out, from the world's answer to its `measure`. */
function judgements(context: FlaggerContext, signal: Signal, pass: Pass): readonly Check[] {
  const measurements = signal.type === "measured" ? signal.measurements : [];
  return judge(itemsOf(context.policy.metrics, pass), measurements);
}

export function passFailed(context: FlaggerContext, signal: Signal, pass: Pass): boolean {
  return failed(judgements(context, signal, pass));
}

/** One `measure` a pass, with nothing in it that cannot matter any more (F10.2). */
export function askMetrics(pass: Pass): Mover {
  return ({ policy }) => {
    const queries = queriesOf(itemsOf(policy.metrics, pass), policy);
    return { change: {}, ask: queries.length === 0 ? [] : [{ type: "measure", queries }] };
  };
}

export function askHooks(type: HookType): Mover {
  return ({ policy }) => {
    const queue = hooksOf(policy, type);
    return { change: { queue }, ask: callFirst(queue, policy) };
  };
}

export const askNextHook: Mover = ({ queue, policy }) => {
  const rest = queue.slice(1);
  return { change: { queue: rest }, ask: callFirst(rest, policy) };
};

/** F4.1 with F4.5: one step, or at weight 0 the mirror before the first step. */
export const advanceWeight: Mover = (context) => {
  const { policy, mirrored } = context;
  const weight = readWeight(context);
  const mirrorFirst = policy.mirror && weight === 0 && !mirrored;
  const next = mirrorFirst ? 0 : weightMove(policy, weight).weight;
  const routed = setRoutes(context, next, mirrorFirst);
  return {
    change: { ...routed.change, statusWeight: next },
    ask: [...routed.ask, note(says.advanced(context, { from: weight, to: next, mirrors: mirrorFirst }))],
  };
};

/** F4.3: the matched route goes to the canary. */
export const advanceTest: Mover = (context) => advanceIteration(context, setRoutes(context, 100, false));

/** F4.4: traffic stays where it is, copied when the policy says so. */
export const advanceBlueGreen: Mover = (context) => {
  const mirrors = routes(context.policy) && context.policy.mirror && !context.mirrored;
  return advanceIteration(context, mirrors ? setRoutes(context, 0, true) : nothing);
};

/** F4.4, iterations done: everything moves to the canary for one more judged interval. */
export const switchTraffic: Mover = (context) => {
  const away = routes(context.policy) ? setRoutes(context, 100, false) : nothing;
  return {
    change: { ...away.change, iterations: context.iterations + 1 },
    ask: [...away.ask, note(says.switched(context))],
  };
};

const nothing: Move = { change: {}, ask: [] };

function advanceIteration(context: FlaggerContext, routed: Move): Move {
  const iterations = context.iterations + 1;
  return {
    change: { ...routed.change, iterations },
    ask: [...routed.ask, note(says.iterated(context, iterations))],
  };
}

/** The promotion tick: the spec is copied, traffic stays (F4.1). */
export const copySpec: Mover = (context) => ({
  change: { primary: context.target },
  ask: [{ type: "promote" }, note(says.promoting(context, readWeight(context)))],
});

/** F7.7 with F10.3: the phase change zeroes the status weight; the gate repeats the last iteration. */
export const waitForPromotion: Mover = (context) => ({
  change: { statusWeight: 0, iterations: context.policy.iterations - 1 },
  ask: [note(says.waiting(context, "confirm-promotion"))],
});

/** F3.8: one promotion step, or all at once. */
export const shiftBack: Mover = (context) => {
  const from = readWeight(context);
  const step = context.policy.stepWeightPromotion;
  const to = step === 0 || !routes(context.policy) ? 0 : Math.max(0, from - step);
  const routed = setRoutes(context, to, false);
  const status = to === 0 ? reset : { statusWeight: to };
  return {
    change: { ...routed.change, ...status },
    ask: [...routed.ask, note(says.shiftedBack(context, { from, to }))],
  };
};

/** F3.1 step 17. */
export const finish: Mover = (context) => ({
  change: { ...reset, lastPromoted: context.lastApplied, abortAsked: false },
  ask: [{ type: "scale", track: "canary", replicas: 0 }, note(says.promoted(context))],
});

/** A tick that only says why it stopped. */
export function stop(reason: (context: FlaggerContext) => Note): Mover {
  return (context) => ({ change: {}, ask: [note(reason(context))] });
}

export const noteRevision: Mover = (context, signal) => ({
  change: { target: signal.type === "revision.changed" ? signal.revision : context.target },
  ask: [],
});

export const noteReadiness: Mover = ({ readiness }, signal) => ({
  change: signal.type === "workload" ? { readiness: { ...readiness, [signal.track]: signal.state } } : {},
  ask: [],
});

/** F3.1 step 2: said only while a rollout is held up by it. */
export const suspendedIdle: Mover = (context) => (changed(context) ? stop(says.suspended)(context, tick) : nothing);

const tick: Signal = { type: "reconcile" };

function note(written: Note): Command {
  return { type: "note", note: written };
}
