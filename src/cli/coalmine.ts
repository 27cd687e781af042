#!/usr/bin/env node
import type { CliCommand } from "./commands/command.ts";
import { judgesCommand } from "./commands/judges.ts";
import { renderCommand } from "./commands/render.ts";
import { scenariosCommand } from "./commands/scenarios.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { testCommand } from "./commands/test.ts";
import { type ExitCode, exitCodes, UsageError } from "./exit.ts";

const commands: Readonly<Record<string, CliCommand>> = {
  simulate: simulateCommand,
  test: testCommand,
  render: renderCommand,
  scenarios: scenariosCommand,
  judges: judgesCommand,
};

const help = `Coalmine, the canary-rollout flight simulator.

Usage: coalmine COMMAND [options]

${Object.entries(commands)
  .map(([name, command]) => `  ${name.padEnd(10)} ${command.summary}`)
  .join("\n")}

"coalmine COMMAND --help" explains a command.`;

function main(args: readonly string[]): ExitCode {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    print(help);
    return name === undefined ? exitCodes.invalidInput : exitCodes.asExpected;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    complain(`coalmine: no command "${name}"\n\n${help}`);
    return exitCodes.invalidInput;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    print(command.help);
    return exitCodes.asExpected;
  }
  return guarded(name, command, rest);
}

function guarded(name: string, command: CliCommand, args: readonly string[]): ExitCode {
  try {
    return command.run(args, print, complain);
  } catch (error) {
    if (error instanceof UsageError || isArgumentError(error)) {
      complain(`coalmine ${name}: ${error.message}\nSee: coalmine ${name} --help`);
      return exitCodes.invalidInput;
    }
    complain(
      `coalmine ${name}: this is our fault, please report it: ${error instanceof Error ? error.message : String(error)}`,
    );
    return exitCodes.ourFault;
  }
}

/** Node's argument parser marks its complaints by code. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

// A reader such as `head` that closes early has seen enough.
process.stdout.on("error", () => process.exit(exitCodes.asExpected));
process.exitCode = main(process.argv.slice(2));
