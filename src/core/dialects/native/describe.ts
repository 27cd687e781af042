import { counted, percent, readable, span } from "../numbers.ts";
import {
  looksOf,
  type NativeAlarm,
  type NativeJudge,
  type NativePolicy,
  type NativeStep,
  plannedLooks,
} from "./policy.ts";
import { judgeWords, shareWords, usersWords } from "./words.ts";

/** The policy in sentences, in reading order. */
export function describe(policy: NativePolicy): readonly string[] {
  return [
    `It looks at the canary every ${span(policy.everyMs)}${policy.judges.length === 0 ? ", and judges nothing" : ""}.`,
    `The canary gets ${policy.steps.map((step) => stepPhrase(step)).join(", then ")}.`,
    ...policy.judges.map((judge) => `${judgePhrase(judge)} rolls back at once when it finds the canary worse.`),
    ...policy.alarms.map(alarmSentence),
    ...quotas(policy),
    ...(policy.judges.length === 0 ? [] : [noDataSentence(policy)]),
    "An early pass skips no step; what is undecided at the end of a step goes on.",
    ...(policy.bakeMs === 0
      ? []
      : [`Then all traffic bakes for ${span(policy.bakeMs)}, with stable ready to take it back.`]),
    ...policy.shadow.map((judge) => `In the shadow, logged and not acted on: ${judgeWords(judge)}.`),
    `A healthy release takes ${durationPhrase(policy)}.`,
  ];
}

function stepPhrase({ share, forMs, minSamples }: NativeStep): string {
  const atLeast = minSamples === 0 ? "" : ` and at least ${counted(minSamples, "request")}`;
  return `${shareWords(share)} for ${span(forMs)}${atLeast}`;
}

function judgePhrase(judge: NativeJudge): string {
  const limit = judge.settings["limit"];
  const to = judge.against === "stable" ? "compared with stable" : "against a limit";
  const bound = judge.against === "limit" && typeof limit === "number" ? ` of ${percent(100 * limit)}` : "";
  const late = judge.warmupMs === 0 ? "" : `, after ${span(judge.warmupMs)} of warm-up`;
  return `${judgeWords(judge)}, ${to}${bound}${late},`;
}

function alarmSentence({ alarm, act }: NativeAlarm): string {
  return `While the alarm ${alarm} is in ALARM, it ${act === "hold" ? "holds" : "rolls back at once"}.`;
}

function quotas({ mustSee }: NativePolicy): readonly string[] {
  if (mustSee.length === 0) return [];
  const parts = mustSee.map(({ who, samples }) => `${readable(samples)} requests of ${usersWords(who)}`);
  return [`No step is over before it has seen ${parts.join(" and ")}.`];
}

function noDataSentence({ noData }: NativePolicy): string {
  switch (noData) {
    case "hold":
      return "A look without numbers holds the rollout and does not count.";
    case "fail":
      return "A look without numbers rolls back.";
    case "pass":
      return "A look without numbers counts as if it had passed.";
  }
}

function durationPhrase(policy: NativePolicy): string {
  const looks = plannedLooks(policy) + looksOf(policy.bakeMs, policy);
  return `${counted(looks, "look")}, ${span(looks * policy.everyMs)}`;
}
