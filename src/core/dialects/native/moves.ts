import type { Command, JudgeQuestion, Note, Query, SegmentValue, Signal } from "../../model/index.ts";
import { atRest, evidenceSince, judgesNow, type NativeContext, weightAt } from "./context.ts";
import { signatureOf } from "./metrics.ts";
import type { NativeJudge, NativePolicy, NativeStep } from "./policy.ts";
import * as says from "./sentences.ts";

/** What one transition changes and asks for. */
export interface Move {
  readonly change: Partial<NativeContext>;
  readonly ask: readonly Command[];
}

export type Mover = (context: NativeContext, signal: Signal) => Move;

export const seeClock: Mover = (_, signal) => ({ change: signal.type === "clock" ? { now: signal.now } : {}, ask: [] });

export const seeRevision: Mover = (_, signal) => ({
  change: signal.type === "revision.changed" ? { wanted: signal.revision } : {},
  ask: [],
});

/** The canary is scaled up with the new revision; traffic does not move before it is ready. */
export const start: Mover = (context, signal) => {
  const wanted = signal.type === "revision.changed" ? signal.revision : context.wanted;
  const home: readonly Command[] = context.weight > 0 ? [{ type: "setWeight", weight: 0 }] : [];
  const after = { ...context, ...atRest, wanted, rolling: wanted };
  return {
    change: { ...atRest, wanted, rolling: wanted },
    ask: [...home, { type: "scale", track: "canary", replicas: "follow" }, note(says.started(after, context))],
  };
};

/** The next step's weight, or all traffic where only the bake is left. */
export const openStep: Mover = (context) => {
  const step = context.step + 1;
  const weight = weightAt(context, step);
  const first = step === 0;
  const change = {
    step,
    weight,
    looks: 0,
    stepSince: context.now,
    trafficSince: first ? context.now : context.trafficSince,
    paused: false,
  };
  const after = { ...context, ...change };
  const timer: readonly Command[] = first ? [{ type: "requeue", after: context.policy.everyMs }] : [];
  const why = first ? says.firstStep(after) : says.advanced(after, context);
  return { change, ask: [{ type: "setWeight", weight, ...reachOf(context.policy.steps[step]) }, ...timer, note(why)] };
};

/** Whose requests a step takes; everybody's where it bakes. */
function reachOf(step: NativeStep | undefined): { readonly only?: readonly SegmentValue[] } {
  return step?.share.kind === "segments" ? { only: step.share.who } : {};
}

/** Every look first asks for the next one, then for the alarms, and counts what it has to know of the canary's requests. */
export const beginLook: Mover = (context) => {
  const { policy, now, stepSince, trafficSince } = context;
  const count = (metric: string, since: number, who: Query["signature"]): Query => ({
    metric,
    signature: who,
    scope: "canary",
    layer: "request",
    window: now - since,
  });
  const queries = [
    count("requests", stepSince, { type: "requests", who: [] }),
    ...policy.mustSee.map(({ who }) => count("requests", trafficSince, { type: "requests", who })),
  ];
  return {
    change: { counts: [], alarms: [], answers: [], shadow: [] },
    ask: [{ type: "requeue", after: policy.everyMs }, ...alarmsAsked(policy), { type: "measure", queries }],
  };
};

function alarmsAsked({ alarms }: NativePolicy): readonly Command[] {
  return alarms.length === 0 ? [] : [{ type: "alarms", names: alarms.map(({ alarm }) => alarm) }];
}

export const keepAlarms: Mover = (_, signal) => ({
  change: signal.type === "alarms" ? { alarms: signal.states } : {},
  ask: [],
});

export const keepCounts: Mover = (_, signal) => ({
  change: signal.type === "measured" ? { counts: signal.measurements } : {},
  ask: [],
});

/** Judges and shadow judges in one question, so that both look at the same moment. */
export const askJudges: Mover = (context) => {
  const asked = [...judgesNow("judges", context), ...judgesNow("shadow", context)];
  if (asked.length === 0) return { change: {}, ask: [] };
  return { change: {}, ask: [{ type: "judge", questions: asked.map((judge) => questionOf(judge, context)) }] };
};

function questionOf(judge: NativeJudge, context: NativeContext): JudgeQuestion {
  return {
    judge: judge.kind,
    settings: judge.settings,
    metric: judge.metric,
    signature: signatureOf(judge.metric),
    bad: judge.slowerThanMs === null ? "failed" : { slowerThanMs: judge.slowerThanMs },
    against: judge.against,
    since: evidenceSince(judge, context),
    every: context.policy.everyMs,
  };
}

export const keepAnswers: Mover = (context, signal) => {
  if (signal.type !== "judged") return { change: {}, ask: [] };
  const judges = judgesNow("judges", context).length;
  return { change: { answers: signal.answers.slice(0, judges), shadow: signal.answers.slice(judges) }, ask: [] };
};

/** A look that saw what it wanted to see brings the step one look nearer to its end. */
export const countLook: Mover = (context) => {
  const change = { looks: context.looks + 1 };
  return { change, ask: [note(says.looked({ ...context, ...change }))] };
};

/** The step is over by its time and waits for something else: a look that saw, but moves nothing. */
export function hold(reason: (context: NativeContext) => Note): Mover {
  return (context) => ({ change: {}, ask: [note(reason(context))] });
}

/** Traffic home at once; the canary's instances go. */
export function rollBack(reason: (context: NativeContext) => Note): Mover {
  return (context) => ({
    change: { ...atRest, refused: context.rolling },
    ask: [{ type: "setWeight", weight: 0 }, { type: "scale", track: "canary", replicas: 0 }, note(reason(context))],
  });
}

/** The wanted revision is stable's again, so there is nothing to roll out. */
export const takeBack: Mover = (context) => ({
  change: { ...atRest, wanted: context.stable },
  ask: [
    { type: "setWeight", weight: 0 },
    { type: "scale", track: "canary", replicas: 0 },
    note(says.takenBack(context)),
  ],
});

/** Stable takes the revision over, while the canary keeps the traffic that it has. */
export function promote(reason: (context: NativeContext) => Note): Mover {
  return (context) => ({ change: { paused: false }, ask: [{ type: "promote" }, note(reason(context))] });
}

export const finish: Mover = (context) => ({
  change: { ...atRest, stable: context.rolling },
  ask: [
    { type: "setWeight", weight: 0 },
    { type: "scale", track: "canary", replicas: 0 },
    note(says.finished(context)),
  ],
});

export const pauseEarly: Mover = (context) => ({ change: { paused: true }, ask: [note(says.pausedEarly(context))] });
export const pause: Mover = (context) => ({ change: {}, ask: [note(says.paused(context))] });
export const resume: Mover = (context) => ({ change: { paused: false }, ask: [note(says.resumed(context))] });

function note(said: Note): Command {
  return { type: "note", note: said };
}
