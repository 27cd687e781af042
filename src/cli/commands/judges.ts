import { parseArgs } from "node:util";
import { healthyTraffic, type Judge, judges, type RollbackRate, rollbackRate, type Traffic } from "../../core/index.ts";
import { type ExitCode, exitCodes, UsageError } from "../exit.ts";
import type { CliCommand } from "./command.ts";

export const judgesCommand: CliCommand = {
  summary: "say how often each judge is wrong at your traffic",
  help: `Usage: coalmine judges [options]

Lists the judges: whether each holds its level when somebody looks at any time, how often it rolls back a
healthy canary, and how often it catches a bad one, with a look each minute. Exact where an exact value is
known (=), else simulated with its 95% interval.

Options:
  --rate N       requests per second to canary and baseline together (default 20)
  --share P      canary's share of them, between 0 and 1 (default 0.5)
  --baseline P   error rate of the baseline, between 0 and 1 (default 0.005)
  --effect X     the bad canary's error rate is X times that (default 2)
  --looks N      minutes until the planned end (default 60)
  --runs N       rollouts to simulate (default 400)
  --seed N       seed of the simulation (default 1)
  --json         print the table as JSON
  -h, --help     this text`,
  run(args, print): ExitCode {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rate: { type: "string", default: "20" },
        share: { type: "string", default: "0.5" },
        baseline: { type: "string", default: "0.005" },
        effect: { type: "string", default: "2" },
        looks: { type: "string", default: "60" },
        runs: { type: "string", default: "400" },
        seed: { type: "string", default: "1" },
        json: { type: "boolean", default: false },
      },
    });
    const traffic = trafficOf(values);
    const plan = {
      runs: wholeOf("runs", values.runs, 1, 1_000_000),
      seed: wholeOf("seed", values.seed, 0, 4_294_967_295),
    };
    const rows = Object.entries(judges).map(([name, judge]) => rowOf(name, judge, traffic, plan));
    print(values.json ? JSON.stringify({ traffic, ...plan, judges: rows }, null, 2) : table(rows, traffic, plan.runs));
    return exitCodes.asExpected;
  },
};

interface Row {
  readonly name: string;
  readonly title: string;
  readonly validUnderPeeking: boolean;
  readonly because: string;
  readonly falseAlarm: RollbackRate | null;
  readonly power: RollbackRate | null;
}

function rowOf(
  name: string,
  judge: Judge,
  traffic: Traffic,
  plan: { readonly runs: number; readonly seed: number },
): Row {
  const { title, peeking } = judge;
  return {
    name,
    title,
    validUnderPeeking: peeking.valid,
    because: peeking.because,
    falseAlarm: rollbackRate(judge, healthyTraffic(traffic), plan),
    power: rollbackRate(judge, traffic, plan),
  };
}

function trafficOf(values: Readonly<Record<"rate" | "share" | "baseline" | "effect" | "looks", string>>): Traffic {
  const perMinute = 60 * numberOf("rate", values.rate, 0.01, 100_000);
  const share = numberOf("share", values.share, 0.001, 0.999);
  const baseline = numberOf("baseline", values.baseline, 0, 1);
  const canary = baseline * numberOf("effect", values.effect, 0, 1_000_000);
  if (canary > 1) throw new UsageError(`--effect ${values.effect} makes an error rate of ${canary}, above 1`);
  const canaryPerLook = Math.round(perMinute * share);
  return {
    canaryPerLook,
    baselinePerLook: Math.round(perMinute * (1 - share)),
    canaryErrorRate: canary,
    baselineErrorRate: baseline,
    looks: wholeOf("looks", values.looks, 1, 1000),
  };
}

function numberOf(name: string, text: string, least: number, most: number): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} must be a number from ${least} to ${most}, got "${text}"`);
}

function wholeOf(name: string, text: string, least: number, most: number): number {
  const value = numberOf(name, text, least, most);
  if (Number.isInteger(value)) return value;
  throw new UsageError(`--${name} must be a whole number, got "${text}"`);
}

function table(rows: readonly Row[], traffic: Traffic, runs: number): string {
  const { canaryPerLook, baselinePerLook, canaryErrorRate, baselineErrorRate, looks } = traffic;
  const lines = rows.map(({ name, validUnderPeeking, falseAlarm, power }) =>
    line([name, validUnderPeeking ? "valid" : "not valid", rate(falseAlarm), rate(power), minute(power)]),
  );
  return [
    `A look each minute for ${looks} minutes: canary ${canaryPerLook} and baseline ${baselinePerLook} requests a minute,`,
    `error rate ${percent(baselineErrorRate)}, bad canary ${percent(canaryErrorRate)}. Simulated: ${runs} rollouts; = is exact.`,
    "",
    line(["judge", "peeking", "healthy rolled back", "bad rolled back", "minute"]),
    ...lines,
  ].join("\n");
}

function line([name = "", peeking = "", healthy = "", bad = "", at = ""]: readonly string[]): string {
  return `${name.padEnd(22)} ${peeking.padEnd(10)} ${healthy.padEnd(24)} ${bad.padEnd(24)} ${at}`.trimEnd();
}

function rate(value: RollbackRate | null): string {
  if (value === null) return "needs latencies";
  if (value.exact) return `= ${percent(value.share)}`;
  return `${percent(value.share)} (${percent(value.low)} to ${percent(value.high)})`;
}

function minute(value: RollbackRate | null): string {
  return value === null || Number.isNaN(value.meanLook) ? "" : value.meanLook.toFixed(0);
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`;
}
