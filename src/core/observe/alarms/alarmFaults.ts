/** An alarm as somebody wrote it; counts may be any number, and the word any text. */
export interface WrittenAlarm {
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: string;
}

export type AlarmFault =
  | "datapoints-range"
  | "evaluation-periods-range"
  | "period-invalid"
  | "range-too-long"
  | "treat-missing-data";

const missingDataWords = ["notBreaching", "breaching", "ignore", "missing"] as const;
const shortPeriods: readonly number[] = [10, 20, 30];
const day = 86_400;

/** What CloudWatch would refuse (AWS PutMetricAlarm), in the order of the alphabet. */
export function alarmFaults(alarm: WrittenAlarm): readonly AlarmFault[] {
  const { periodSeconds, evaluationPeriods, datapointsToAlarm, missingData } = alarm;
  const periods = isCount(evaluationPeriods);
  const points = isCount(datapointsToAlarm) && datapointsToAlarm <= evaluationPeriods;
  const valid = isPeriod(periodSeconds);
  const longest = periodSeconds < 3600 ? day : 7 * day;
  return [
    ...fault("datapoints-range", periods && !points),
    ...fault("evaluation-periods-range", !periods),
    ...fault("period-invalid", !valid),
    ...fault("range-too-long", valid && periods && periodSeconds * evaluationPeriods > longest),
    ...fault("treat-missing-data", !missingDataWords.some((word) => word === missingData)),
  ];
}

function isPeriod(seconds: number): boolean {
  return shortPeriods.includes(seconds) || (isCount(seconds) && seconds % 60 === 0);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function fault(name: AlarmFault, is: boolean): readonly AlarmFault[] {
  return is ? [name] : [];
}
