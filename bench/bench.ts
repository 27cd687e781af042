/**
 * `npm run bench`: what simulating costs, as ratios measured side by side in one run. `-- --write` keeps the
 * tables in BENCHMARKS.md.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { benchCounts } from "./counts.ts";
import { benchGrowth } from "./growth.ts";
import { benchJudges } from "./judges.ts";
import { benchRequests } from "./requests.ts";
import { benchRollouts } from "./rollouts.ts";
import { markdown } from "./table.ts";

// Memory first: what was benched before leaves its garbage.
const benches = [benchRollouts, benchRequests, benchCounts, benchGrowth, benchJudges];

const intro = `# Benchmarks

Written by \`npm run bench -- --write\`. Ratios compare runs that were interleaved in one process tree, as median and
range; absolute times are those of the machine below and are nobody's goal.

Machine: ${availableParallelism()} cores of a shared virtual machine, ${process.arch}, Node ${process.version.slice(1).split(".")[0]}.
`;

const tables: string[] = [];
for (const bench of benches) {
  const table = markdown(bench());
  tables.push(table);
  console.log(table);
}
if (process.argv.includes("--write"))
  writeFileSync(
    fileURLToPath(new URL("../BENCHMARKS.md", import.meta.url)),
    `${[intro, ...tables].join("\n").trimEnd()}\n`,
  );
