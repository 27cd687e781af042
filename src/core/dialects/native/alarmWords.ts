import { alarming, type NativeContext } from "./context.ts";
import type { NativeAlarm } from "./policy.ts";

/** `the alarm errors-high is in ALARM`. */
export function alarmWords(context: NativeContext, act: NativeAlarm["act"]): string {
  const names = alarming(context, act).map(({ alarm }) => alarm);
  return names.length === 1
    ? `the alarm ${names.join("")} is in ALARM`
    : `the alarms ${names.join(" and ")} are in ALARM`;
}

/** How each alarm stands, in CloudWatch's own words: one without data says nothing of the release. */
export function alarmStateWords({ policy, alarms }: NativeContext): readonly string[] {
  return policy.alarms.flatMap(({ alarm }, index) => {
    const state = alarms[index];
    return state === undefined ? [] : [`Alarm ${alarm}: ${state}.`];
  });
}
