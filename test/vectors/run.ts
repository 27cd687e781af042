import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { disputed } from "./disputed.ts";
import { methods } from "./methods/index.ts";
import { type Report, runVectors, summary, total } from "./runner.ts";

/** `npm run vectors -- [--quick] [--method GLOB] FILE…` */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, method: { type: "string", default: "*" } },
});

if (positionals.length === 0) {
  console.error("Usage: npm run vectors -- [--quick] [--method GLOB] FILE…");
  process.exit(2);
}
const report = total(positionals.map(runFile));
for (const failure of report.failures) console.log(failure);
console.log(summary(report));
process.exit(report.failed === 0 ? 0 : 1);

/** A file that cannot be read counts as one failure, so that a typing mistake never looks like success. */
function runFile(path: string): Report {
  try {
    const { method, quick } = values;
    return runVectors(JSON.parse(readFileSync(path, "utf8")), { methods, disputed, method, quick });
  } catch (error) {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: [`${path}: ${error instanceof Error ? error.message : error}`],
    };
  }
}
