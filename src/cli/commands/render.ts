import { parseArgs } from "node:util";
import { dialects, lifecycleOf, mermaidText, phasesOf } from "../../core/index.ts";
import { type ExitCode, exitCodes, UsageError } from "../exit.ts";
import type { CliCommand } from "./command.ts";

const names = Object.keys(dialects).join(", ");

export const renderCommand: CliCommand = {
  summary: "print a system's lifecycle as a Mermaid diagram",
  help: `Usage: coalmine render SYSTEM

Prints the lifecycle of a rollout system as a Mermaid state diagram, generated
from the machine that runs. Systems: ${names}.

Options:
  --detail      also the states inside each phase: what a turn waits for
  -h, --help    this text`,
  run(args, print): ExitCode {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { detail: { type: "boolean", default: false } },
    });
    const name = positionals[0];
    if (name === undefined || positionals.length > 1) throw new UsageError(`expected one system of ${names}`);
    const dialect = Object.hasOwn(dialects, name) ? dialects[name] : undefined;
    if (dialect === undefined) throw new UsageError(`no system "${name}": expected one of ${names}`);
    const lifecycle = lifecycleOf(dialect.machine);
    print(mermaidText(values.detail ? lifecycle : phasesOf(lifecycle)));
    return exitCodes.asExpected;
  },
};
