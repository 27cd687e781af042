import type { AlarmState, Judged, Measurement, Millis, RolloutStatus, Weight } from "../../model/index.ts";
import { looksOf, type NativeAlarm, type NativeJudge, type NativePolicy, type NativeStep, weightOf } from "./policy.ts";

/** Everything that the controller remembers of one rollout. */
export interface NativeContext {
  readonly policy: NativePolicy;
  readonly now: Millis;
  /** The revision that is asked for, the one that stable runs, the one under way, and the last that was taken back. */
  readonly wanted: string;
  readonly stable: string;
  readonly rolling: string;
  readonly refused: string;
  /** −1 before the first step; the number of steps is the bake. */
  readonly step: number;
  /** Looks of this step that saw something. */
  readonly looks: number;
  readonly stepSince: Millis;
  /** When the canary had its first traffic. */
  readonly trafficSince: Millis;
  readonly weight: Weight;
  /** An operator holds the rollout before it has begun. */
  readonly paused: boolean;
  /** What this look has counted: requests of the step, then those of each `mustSee`. */
  readonly counts: readonly Measurement[];
  /** How the alarms stand at this look, in the order of the policy. */
  readonly alarms: readonly AlarmState[];
  /** What the judges said at this look, in the order of `judgesNow`. */
  readonly answers: readonly Judged[];
  /** The same of the shadow judges. */
  readonly shadow: readonly Judged[];
}

export interface NativeInput {
  readonly policy: NativePolicy;
  /** The revision that is promoted. */
  readonly revision: string;
}

export const atRest = {
  step: -1,
  looks: 0,
  stepSince: 0,
  trafficSince: 0,
  weight: 0,
  paused: false,
  counts: [],
  alarms: [],
  answers: [],
  shadow: [],
} as const;

export function firstContext({ policy, revision }: NativeInput): NativeContext {
  return { policy, now: 0, wanted: revision, stable: revision, rolling: "", refused: "", ...atRest };
}

/** The step of the moment; null before the first one and while it bakes. */
export function stepNow({ policy, step }: NativeContext): NativeStep | null {
  return policy.steps[step] ?? null;
}

export function isBaking({ policy, step }: NativeContext): boolean {
  return step >= policy.steps.length;
}

/** Looks that the step of the moment, or the bake, needs. */
export function looksWanted(context: NativeContext): number {
  return looksOf(stepNow(context)?.forMs ?? context.policy.bakeMs, context.policy);
}

/** Warm-up in whole looks, so that evidence begins and ends at looks. */
function warmupOf({ warmupMs }: NativeJudge, policy: NativePolicy): Millis {
  return looksOf(warmupMs, policy) * policy.everyMs;
}

/** When the evidence of a judge begins. */
export function evidenceSince(judge: NativeJudge, { policy, trafficSince }: NativeContext): Millis {
  return trafficSince + warmupOf(judge, policy);
}

/**
 * The judges that have something to say at this look: past their warm-up, and while it bakes only those against a
 * limit, since stable serves nobody that the canary could be compared with.
 */
export function judgesNow(list: "judges" | "shadow", context: NativeContext): readonly NativeJudge[] {
  const { policy, now } = context;
  return policy[list].filter(
    (judge) =>
      now >= evidenceSince(judge, context) + policy.everyMs && (judge.against === "limit" || !isBaking(context)),
  );
}

/** The alarms in ALARM that do this. */
export function alarming({ policy, alarms }: NativeContext, act: NativeAlarm["act"]): readonly NativeAlarm[] {
  return policy.alarms.filter((alarm, index) => alarm.act === act && alarms[index] === "ALARM");
}

/** Requests of the canary in this step. */
export function samplesInStep({ counts }: NativeContext): number {
  return counts[0]?.samples.requests ?? 0;
}

/** How many users' requests are still to be seen, by `mustSee`. */
export function unseen({ policy, counts }: NativeContext) {
  return policy.mustSee.flatMap((quota, index) => {
    const seen = counts[index + 1]?.samples.requests ?? 0;
    return seen < quota.samples ? [{ ...quota, seen }] : [];
  });
}

export function statusOf(phase: string, context: NativeContext): RolloutStatus {
  const { weight, answers, policy } = context;
  const failed = answers.filter((answer) => answer.type === "verdict" && answer.verdict === "fail").length;
  const failedChecks = failed + alarming(context, "rollBack").length;
  return { phase, weight, failedChecks, failedChecksLimit: policy.judges.length + policy.alarms.length === 0 ? 0 : 1 };
}

/** The weight of the step that comes next, or all where it bakes. */
export function weightAt({ policy }: NativeContext, step: number): Weight {
  const next = policy.steps[step];
  return next === undefined ? 100 : weightOf(next.share);
}
