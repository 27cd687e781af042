import { parseArgs } from "node:util";
import { parseScenario } from "../../core/index.ts";
import { type ExitCode, exitCodes } from "../exit.ts";
import { readManifest, readScenario, scenarioSlugs } from "../files.ts";
import { problemLines } from "../problems.ts";
import type { CliCommand } from "./command.ts";

export const scenariosCommand: CliCommand = {
  summary: "list the catalogue of scenarios",
  help: `Usage: coalmine scenarios

Lists the scenarios that come with Coalmine, with their policies.

Options:
  -h, --help    this text`,
  run(args, print, complain): ExitCode {
    parseArgs({ args: [...args], options: {} });
    for (const slug of scenarioSlugs()) {
      const parsed = parseScenario(readScenario(slug).text, { readManifest });
      if (!parsed.ok) {
        complain(problemLines(`${slug}.yaml`, parsed.problems));
        return exitCodes.ourFault;
      }
      const { id, about, policies } = parsed.value;
      print(`${id}  ${slug.padEnd(26)} ${about.title} (${Object.keys(policies).join(", ")})`);
    }
    return exitCodes.asExpected;
  },
};
