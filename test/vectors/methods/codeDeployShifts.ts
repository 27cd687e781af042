import type { Shift } from "../../../src/core/observe/alarms/alarmTiming.ts";

/** The shifts of a predefined configuration of AWS CodeDeploy, which its name spells out. */
export function codeDeployShifts(config: string): readonly Shift[] {
  if (config.endsWith("AllAtOnce")) return [{ minute: 0, weight: 100 }];
  const [, kind, percent, minutes] = /(Canary|Linear)(\d+)Percent(?:Every)?(\d+)Minutes?$/.exec(config) ?? [];
  const step = Number(percent);
  const interval = Number(minutes);
  if (kind === undefined) throw new Error(`unknown configuration ${config}`);
  const shifts = kind === "Canary" ? 2 : Math.ceil(100 / step);
  return Array.from({ length: shifts }, (_, index) => ({
    minute: index * interval,
    weight: index === shifts - 1 ? 100 : (index + 1) * step,
  }));
}
