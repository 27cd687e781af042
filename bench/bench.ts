/**
 * `npm run bench`: what simulating costs, as ratios measured side by side in one run. `-- --write` keeps the
 * tables in BENCHMARKS.md.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { benchCounts } from "./counts.ts";
import { benchGrowth } from "./growth.ts";
import { benchJudges } from "./judges.ts";
import { answerApart } from "./lap.ts";
import { benchRequests } from "./requests.ts";
import { benchRollouts } from "./rollouts.ts";
import { markdown } from "./table.ts";

// Memory first: what was benched before leaves its garbage.
const benches = [benchRollouts, benchRequests, benchCounts, benchGrowth, benchJudges];

const intro = `# Benchmarks

Written by \`npm run bench -- --write\`, on the bundle that people run. Ratios compare runs that were interleaved in
one process tree, each in a process of its own, as median and range; absolute times are those of the machine below
and are nobody's goal.

Machine: ${availableParallelism()} cores of a shared virtual machine, ${process.arch}, Node ${process.version.slice(1).split(".")[0]}.
`;

const answer = answerApart(process.argv.slice(2));
if (answer === null) benchAll();
else console.log(answer);

function benchAll(): void {
  const tables: string[] = [];
  for (const bench of benches) {
    const table = markdown(bench());
    tables.push(table);
    console.log(table);
  }
  if (process.argv.includes("--write")) writeFileSync("BENCHMARKS.md", `${[intro, ...tables].join("\n").trimEnd()}\n`);
}
