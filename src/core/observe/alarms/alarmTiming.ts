/** From this minute on the new version has so many percent of the traffic. */
export interface Shift {
  readonly minute: number;
  readonly weight: number;
}

export interface AlarmTiming {
  /** The first minute in which the alarm can be seen. */
  readonly alarmMinute: number;
  /** Whether anything is left to stop then: a shift of the same minute still is. */
  readonly inTime: boolean;
  /** Percent of traffic that the new version has just before. */
  readonly exposureWeight: number;
}

/**
 * When an alarm can be heard of a release that breaches from its first shift on, against the schedule that it should
 * stop. Its points have to fill, and come in `ingestDelayMinutes` late; CloudWatch looks once a minute. `shifts` rise.
 */
export function alarmTiming(
  alarm: { readonly periodSeconds: number; readonly datapointsToAlarm: number; readonly ingestDelayMinutes: number },
  shifts: readonly Shift[],
): AlarmTiming {
  const filled = (alarm.datapointsToAlarm * alarm.periodSeconds) / 60;
  const alarmMinute = Math.ceil(filled + alarm.ingestDelayMinutes);
  const last = shifts.at(-1)?.minute ?? 0;
  const before = shifts.findLast(({ minute }) => minute < alarmMinute);
  return { alarmMinute, inTime: alarmMinute <= last, exposureWeight: before?.weight ?? 0 };
}
