import type { ExitCode } from "../exit.ts";

/** One verb of the command line. */
export interface CliCommand {
  readonly summary: string;
  readonly help: string;
  run(args: readonly string[], print: (text: string) => void, complain: (text: string) => void): ExitCode;
}
