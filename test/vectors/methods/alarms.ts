import type { AlarmRule, AlarmState, Comparison, MissingData } from "../../../src/core/model/index.ts";
import {
  alarmFaults,
  alarmHistory,
  alarmState,
  alarmTiming,
  samplesForPercentile,
} from "../../../src/core/observe/alarms/index.ts";
import { codeDeployShifts } from "./codeDeployShifts.ts";

interface Settings {
  readonly comparisonOperator: Comparison;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number;
  readonly treatMissingData?: MissingData;
}

interface WindowInput extends Settings {
  readonly window: readonly (number | null)[];
  readonly currentState: AlarmState;
}

interface HistoryInput {
  readonly settings: Settings & { readonly evaluationRange?: number; readonly initialState?: AlarmState };
  readonly datapoints: readonly (number | null)[];
}

interface ValidateInput {
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number;
  readonly treatMissingData?: string;
}

interface TimingInput {
  readonly config: string;
  readonly periodSeconds: number;
  readonly datapointsToAlarm: number;
  readonly ingestDelayMinutes: number;
}

/** The methods of `aws.json` about alarms; its `meta.conventions` describes them. */
export const alarmMethods = {
  "cloudwatch-alarm-window": ({ window, currentState, ...settings }: WindowInput) => ({
    state: alarmState(ruleOf(settings), window, currentState),
  }),
  "cloudwatch-alarm": ({ settings, datapoints }: HistoryInput) => {
    const { evaluationRange, initialState } = settings;
    return {
      states: alarmHistory(ruleOf(settings), datapoints, {
        ...(evaluationRange === undefined ? {} : { range: evaluationRange }),
        ...(initialState === undefined ? {} : { first: initialState }),
      }),
    };
  },
  "cloudwatch-low-samples": ({ percentile }: { readonly percentile: number }) => ({
    minSamples: samplesForPercentile(percentile),
  }),
  "cloudwatch-validate": (input: ValidateInput) => ({
    errors: alarmFaults({
      periodSeconds: input.period,
      evaluationPeriods: input.evaluationPeriods,
      datapointsToAlarm: input.datapointsToAlarm ?? input.evaluationPeriods,
      missingData: input.treatMissingData ?? "missing",
    }),
  }),
  "alarm-timing": ({ config, ...alarm }: TimingInput) => alarmTiming(alarm, codeDeployShifts(config)),
};

function ruleOf(settings: Settings): AlarmRule {
  const { comparisonOperator: comparison, threshold, evaluationPeriods: n, datapointsToAlarm = n } = settings;
  return {
    comparison,
    threshold,
    datapoints: { m: datapointsToAlarm, n },
    missingData: settings.treatMissingData ?? "missing",
  };
}
