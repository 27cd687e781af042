import { readManifest, readScenario, scenarioSlugs } from "../src/cli/files.ts";
import { parseScenario, type ScenarioFile } from "../src/core/index.ts";

/** Every scenario that travels with Coalmine, parsed. Throws at the first that does not parse. */
export function catalogue(): readonly ScenarioFile[] {
  return scenarioSlugs().map((slug) => {
    const parsed = parseScenario(readScenario(slug).text, { readManifest });
    if (!parsed.ok) throw new Error(`${slug}: ${JSON.stringify(parsed.problems)}`);
    return parsed.value;
  });
}
