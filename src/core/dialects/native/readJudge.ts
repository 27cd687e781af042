import { type Judge, judges } from "../../judges/index.ts";
import type { Millis } from "../../model/index.ts";
import { didYouMean, expected, oneOf } from "../../notation/message.ts";
import { type Block, scalarOf } from "./block.ts";
import type { NativeJudge, NoData } from "./policy.ts";
import { readSetting, settingRules } from "./settings.ts";

const registry: Readonly<Record<string, Judge>> = judges;
/** Judges that look at the canary alone. */
const ofLimits: readonly string[] = ["threshold", "burn-rate"];
/** Short for the judge that is recommended. */
const shortNames: ReadonlyMap<string, string> = new Map([["eprocess", "rate-ratio-e-process"]]);
export const noDataWords = ["hold", "fail", "pass"] as const satisfies readonly NoData[];

export interface JudgeDefaults {
  readonly noData: NoData;
  /** Looks of the whole plan, for judges with a planned end. */
  readonly looks: number;
  readonly everyMs: Millis;
}

/** One of `judges` or `shadow`; null where it cannot be used. */
export function readJudge(block: Block, defaults: JudgeDefaults): NativeJudge | null {
  const metric = block.text("metric", "a metric's name like error-rate", /^[A-Za-z][A-Za-z0-9-]{0,63}$/);
  if (metric === null && !block.has("metric"))
    block.refuse("metric", '"metric" is missing: expected a metric\'s name like error-rate');
  const kind = readKind(block);
  const judge = kind === null ? undefined : registry[kind];
  const written = block.word("against", ["stable", "limit"], ["before", "baseline"]);
  const slowerThanMs = block.latency("slowerThan");
  const warmupMs = block.duration("warmup", 0) ?? 0;
  const noData = block.word("noData", noDataWords) ?? defaults.noData;
  const settings = judge === undefined ? {} : readSettings(block, judge);
  if (judge !== undefined) block.close();
  if (metric === null || kind === null || judge === undefined) return null;
  const against = ofLimits.includes(kind) ? "limit" : "stable";
  if (written !== null && written !== against)
    return block.refuse("against", `expected ${against}, which is what ${kind} looks at, found "${written}"`);
  if (kind === "percentile" && slowerThanMs !== null)
    return block.refuse("slowerThan", "percentile compares the latencies themselves: leave slowerThan away");
  const looks = Math.max(1, defaults.looks - Math.ceil(warmupMs / defaults.everyMs));
  const planned = "looks" in judge.defaults ? { looks } : {};
  return { metric, against, kind, settings: { ...planned, ...settings }, slowerThanMs, warmupMs, noData };
}

function readKind(block: Block): string | null {
  const tree = block.take("kind");
  if (tree === null) return "rate-ratio-e-process";
  const value = scalarOf(tree);
  const name = typeof value === "string" ? (shortNames.get(value) ?? value) : "";
  if (Object.hasOwn(registry, name)) return name;
  const known = Object.keys(registry);
  return block.refuse("kind", expected(`a judge (${oneOf(known)})`, value) + didYouMean(name, known));
}

/** A judge has its own settings, and no others. */
function readSettings(block: Block, judge: Judge): Readonly<Record<string, number | string>> {
  const settings: Record<string, number | string> = {};
  for (const name of Object.keys(judge.defaults)) {
    const rule = settingRules[name];
    const tree = block.take(name);
    if (tree === null || rule === undefined) continue;
    const value = tree.kind === "scalar" ? tree.value : null;
    const read = readSetting(rule, value);
    if ("value" in read) settings[name] = read.value;
    else block.refuse(name, expected(read.expected, scalarOf(tree)));
  }
  return settings;
}
