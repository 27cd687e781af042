/**
 * Alarms as CloudWatch evaluates them: data points of a period, how many of how many breach, and what gaps mean. All
 * but `AlarmWatch` are pure functions of points that somebody else has read.
 */
export { alarmFaults } from "./alarmFaults.ts";
export { alarmHistory } from "./alarmHistory.ts";
export { alarmState } from "./alarmState.ts";
export { alarmTiming } from "./alarmTiming.ts";
export { AlarmWatch } from "./alarmWatch.ts";
export { samplesForPercentile } from "./samplesForPercentile.ts";
