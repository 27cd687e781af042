import { parseArgs } from "node:util";
import {
  clock,
  findingsOf,
  type Intervention,
  type Judge,
  type JudgeName,
  judges,
  operatorActs,
  type Policy,
  type Problem,
  parseDuration,
  parseScenario,
  playable,
  type ResolutionChoice,
  type Result,
  readPolicy,
  refusal,
  type Scenario,
  scenarioOf,
  simulateAll,
  worldForManifest,
  wrapFragment,
} from "../../core/index.ts";
import { type ExitCode, exitCodes, UsageError } from "../exit.ts";
import { readManifest, readScenario, readText } from "../files.ts";
import { findingLines, problemLines } from "../problems.ts";
import type { CliCommand } from "./command.ts";
import { asJson, asText } from "./simulateReport.ts";

const help = `Usage: coalmine simulate [SCENARIO] [options]

Runs one rollout and prints each decision with its reason, then the verdict.
SCENARIO is a name from the catalogue (see: coalmine scenarios) or a path to a
scenario file. Without one, the manifest runs in a default world whose canary
has a fault in it.

Options:
  --policy P    a Flagger or Argo manifest or a policy of our own form to run,
                or the name of one of the scenario's policies; default: the
                scenario's first policy
  --seed N      seed of the run, 0 to 4294967295; default 1
  --resolution R
                requests, one by one; counts a tick, at any traffic; or auto,
                counts where that is exact; default: what the scenario says
  --wrap        put the lines that are missing around a piece of a manifest,
                such as a lone analysis: or steps:, and run that
  --twin        the healthy twin: the same world, the canary without faults
  --shadow J    a judge beside the controller, which acts on nothing: under each
                decision, what it would have said (see: coalmine judges)
  --do AT:ACT   an operator's act at a time, may be repeated: 5m:promote,
                5m:promoteFull, 5m:pause, 7m:resume, 8m:abort, 9m:retry,
                2m:approve=HOOK, 2m:refuse=HOOK
  --json        print the summary, the decisions and the hash as JSON
  -h, --help    this text

Exit codes: 0 done, 2 invalid input or usage, 4 a fault of ours.`;

interface How {
  readonly twin: boolean;
  readonly interventions: readonly Intervention[];
  /** A piece of a manifest is run with the lines around it that it lacks. */
  readonly wrap: boolean;
}

type Choice = Scenario | { readonly label: string; readonly problems: readonly Problem[] };

export const simulateCommand: CliCommand = {
  summary: "run one rollout and say what was decided and why",
  help,
  run(args, print, complain): ExitCode {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        policy: { type: "string" },
        seed: { type: "string", default: "1" },
        resolution: { type: "string" },
        wrap: { type: "boolean", default: false },
        twin: { type: "boolean", default: false },
        shadow: { type: "string" },
        do: { type: "string", multiple: true, default: [] },
        json: { type: "boolean", default: false },
      },
    });
    if (positionals.length > 1)
      throw new UsageError(`expected one scenario, found ${positionals.length}: ${positionals.join(" ")}`);
    const interventions = values.do.map(parseAct);
    const shadow = parseJudge(values.shadow);
    const seed = parseSeed(values.seed);
    const resolution = parseResolution(values.resolution);
    const chosen = choose(positionals[0], values.policy, { twin: values.twin, interventions, wrap: values.wrap });
    if ("problems" in chosen) {
      complain(problemLines(chosen.label, chosen.problems));
      return exitCodes.invalidInput;
    }
    const choice = withResolution(chosen, resolution);
    const refusals = playable(choice);
    if (refusals.length > 0) {
      complain(problemLines(choice.policy.label, refusals));
      return exitCodes.invalidInput;
    }
    const tooLate = interventions.find(({ at }) => at >= choice.world.horizon);
    if (tooLate !== undefined)
      throw new UsageError(
        `--do: expected a time before the horizon of ${clock(choice.world.horizon)}, found ${clock(tooLate.at)}`,
      );
    const findings = findingsOf(choice);
    if (findings.length > 0) complain(findingLines(choice.policy.label, findings));
    const recording = simulateAll(choice, seed);
    print(values.json ? asJson(recording, shadow) : asText(recording, shadow));
    return exitCodes.asExpected;
  },
};

function choose(name: string | undefined, policy: string | undefined, how: How): Choice {
  if (name === undefined) return chooseDefaultWorld(policy, how);
  const { label, text } = readScenario(name);
  const parsed = parseScenario(text, { readManifest });
  if (!parsed.ok) return { label, problems: parsed.problems };
  const file = parsed.value;
  const interventions = how.interventions.length > 0 ? how.interventions : file.interventions;
  const names = Object.keys(file.policies);
  if (policy === undefined || names.includes(policy)) {
    return scenarioOf(file, policy ?? names[0] ?? "", { twin: how.twin, interventions });
  }
  const brought = readOwn(readText(policy), policy, how.wrap);
  if (!brought.ok) return { label: policy, problems: brought.problems };
  return { ...scenarioOf(file, names[0] ?? "", { twin: how.twin, interventions }), policy: brought.value };
}

/** The manifest of whoever brings one, else the example of Flagger's documentation, in the default world. */
function chooseDefaultWorld(policy: string | undefined, how: How): Choice {
  const example = "manifests/podinfo-canary.yaml";
  const label = policy ?? example;
  const text = policy === undefined ? (readManifest(example) ?? "") : readText(policy);
  const parsed = readOwn(text, label, how.wrap);
  if (!parsed.ok) return { label, problems: parsed.problems };
  return worldForManifest(parsed.value, how);
}

/** A piece of a manifest is offered to be wrapped, and wrapped where that is asked for. */
function readOwn(text: string, label: string, wrap: boolean): Result<Policy> {
  const wrapped = wrapFragment(text);
  if (wrapped !== null && wrap) return readPolicy(wrapped, { label });
  const read = readPolicy(text, { label });
  if (read.ok || wrapped === null) return read;
  const [first, ...others] = read.problems;
  if (first === undefined) return read;
  return { ok: false, problems: [{ ...first, message: `${first.message}; or let --wrap do it` }, ...others] };
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d{1,10}$/.test(text) || seed > 0xffffffff)
    throw new UsageError(`--seed: expected an integer from 0 to 4294967295, found "${text}"`);
  return seed;
}

function parseJudge(name: string | undefined): Judge | null {
  if (name === undefined) return null;
  const names = Object.keys(judges);
  if (!Object.hasOwn(judges, name))
    throw new UsageError(`--shadow: expected one of ${names.join(", ")}, found "${name}"`);
  return judges[name as JudgeName];
}

function parseResolution(text: string | undefined): ResolutionChoice | undefined {
  const known = resolutions.find((name) => name === text);
  if (text !== undefined && known === undefined)
    throw new UsageError(`--resolution: expected ${resolutions.join(", ")}, found "${text}"`);
  return known;
}

function withResolution(scenario: Scenario, resolution: ResolutionChoice | undefined): Scenario {
  const world = { ...scenario.world, resolution: resolution ?? scenario.world.resolution };
  const problem = refusal(world);
  if (problem !== null) throw new UsageError(`--resolution: ${problem}`);
  return { ...scenario, world };
}

const resolutions = ["requests", "counts", "auto"] as const;

function parseAct(text: string): Intervention {
  const [when = "", what = ""] = text.split(/:(.*)/s);
  const [verb = "", hook = ""] = what.split(/=(.*)/s);
  const at = parseDuration(when);
  const act = operatorActs.find((known) => known === verb);
  if (at === undefined || act === undefined) {
    throw new UsageError(
      `--do: expected TIME:ACT with an act of ${operatorActs.join(", ")}, such as 5m:promote; found "${text}"`,
    );
  }
  if ((act === "approve" || act === "refuse") !== (hook !== ""))
    throw new UsageError(`--do: ${act} ${hook === "" ? "needs" : "takes no"} =HOOK; found "${text}"`);
  return { at, do: act, hook, because: "asked on the command line" };
}
