import type { SegmentValue } from "../../model/index.ts";
import { parseShare, printDuration, printLatency, printShare } from "../../notation/units.ts";
import { printDocuments } from "../printDocuments.ts";
import type { NativeJudge, NativePolicy, NativeStep, NoData } from "./policy.ts";

/** The policy as a text that reads back as the same policy. What is a default is left away. */
export function print(policy: NativePolicy): string {
  const { name, everyMs, steps, judges, alarms, mustSee, noData, bakeMs, shadow } = policy;
  const native = {
    ...(name === "" ? {} : { name }),
    ...(everyMs === 60_000 ? {} : { every: printDuration(everyMs) }),
    steps: steps.map(stepText),
    ...listed(
      "judges",
      judges.map((judge) => judgeText(judge, noData)),
    ),
    ...listed(
      "alarms",
      alarms.map(({ alarm, act }) => ({ alarm, ...(act === "rollBack" ? {} : { do: act }) })),
    ),
    ...listed(
      "mustSee",
      mustSee.map(({ who, samples }) => ({ segment: usersText(who), samples })),
    ),
    ...(noData === "hold" ? {} : { noData }),
    ...(bakeMs === 0 ? {} : { bake: printDuration(bakeMs) }),
    ...listed(
      "shadow",
      shadow.map((judge) => judgeText(judge, noData)),
    ),
  };
  return printDocuments([{ native }]);
}

function listed(name: string, items: readonly object[]): object {
  return items.length === 0 ? {} : { [name]: items };
}

function stepText({ share, forMs, minSamples }: NativeStep): object {
  const who = share.kind === "segments" ? usersText(share.who) : `${share.percent}%`;
  return { [share.kind]: who, for: printDuration(forMs), ...(minSamples === 0 ? {} : { minSamples }) };
}

function judgeText(judge: NativeJudge, usual: NoData): object {
  const { metric, kind, against, settings, slowerThanMs, warmupMs, noData } = judge;
  return {
    metric,
    against,
    kind,
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, settingText(name, value)])),
    ...(slowerThanMs === null ? {} : { slowerThan: printLatency(slowerThanMs) }),
    ...(warmupMs === 0 ? {} : { warmup: printDuration(warmupMs) }),
    ...(noData === usual ? {} : { noData }),
  };
}

/** Levels and limits as people write them, where that reads back as exactly the same number. */
function settingText(name: string, value: number | string): number | string {
  if (typeof value === "string" || !inPercent.includes(name)) return value;
  const text = printShare(value);
  return parseShare(text) === value ? text : value;
}

const inPercent: readonly string[] = ["alpha", "beta", "probability", "quantile", "slo", "confidence", "limit"];

function usersText(who: readonly SegmentValue[]): object {
  return Object.fromEntries(who.map(({ segment, value }) => [segment, value]));
}
