import { parseArgs } from "node:util";
import {
  type CheckProgress,
  checkScenario,
  type GroupResult,
  parseScenario,
  type ScenarioFile,
  simulateAll,
  summaryOf,
} from "../../core/index.ts";
import { type ExitCode, exitCodes, UsageError } from "../exit.ts";
import { readManifest, readScenario, scenarioSlugs } from "../files.ts";
import { problemLines } from "../problems.ts";
import type { CliCommand } from "./command.ts";

export const testCommand: CliCommand = {
  summary: "check what a scenario expects, over many seeds",
  help: `Usage: coalmine test [SCENARIO...] [options]

Runs every policy of a scenario over many seeds, with the release as it is, with
its healthy twin, and without the cause, and checks the scenario's "expect".
Without a SCENARIO, checks the whole catalogue.

Options:
  --seeds N     runs of every group, instead of what the file asks for
  -h, --help    this text

Exit codes: 0 as expected, 1 an expectation failed, 2 invalid input or usage.`,
  run(args, print, complain): ExitCode {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { seeds: { type: "string" } },
    });
    const seeds = values.seeds === undefined ? {} : { seeds: parseSeeds(values.seeds) };
    let failed = false;
    for (const name of positionals.length > 0 ? positionals : scenarioSlugs()) {
      const { label, text } = readScenario(name);
      const parsed = parseScenario(text, { readManifest });
      if (!parsed.ok) {
        complain(problemLines(label, parsed.problems));
        return exitCodes.invalidInput;
      }
      const groups = check(parsed.value, seeds);
      print(report(parsed.value, groups));
      failed ||= groups.some((group) => !group.asExpected);
    }
    return failed ? exitCodes.expectationFailed : exitCodes.asExpected;
  },
};

function check(file: ScenarioFile, options: { readonly seeds?: number }): readonly GroupResult[] {
  const steps = checkScenario(
    file,
    (scenario, seed, howFar) => summaryOf(simulateAll(scenario, seed, howFar)),
    options,
  );
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      showProgress(null);
      return step.value;
    }
    if (step.value.done % 10 === 0) showProgress(step.value);
  }
}

/** One line that is written over, on a terminal only. */
function showProgress(progress: CheckProgress | null): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(progress === null ? "\r\x1b[K" : `\r${progress.done} of ${progress.total} runs`);
}

function report(file: ScenarioFile, groups: readonly GroupResult[]): string {
  const lines = groups.flatMap((group) => [
    `  ${group.asExpected ? "✓" : "◆"} ${sides[group.side]} under ${group.policy}, ${group.seeds} seeds`,
    ...group.clauses.map((clause) => `      ${clause.holds ? "holds" : "fails"}  ${clause.text}  (${clause.actual})`),
  ]);
  return [`${file.id} ${file.slug}: ${file.about.title}`, ...lines].join("\n");
}

const sides = { release: "the release", twin: "its healthy twin", without: "without the cause (must fail)" } as const;

function parseSeeds(text: string): number {
  const seeds = Number(text);
  if (!/^\d{1,6}$/.test(text) || seeds === 0)
    throw new UsageError(`--seeds: expected a number from 1 to 999999, found "${text}"`);
  return seeds;
}
