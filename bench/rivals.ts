import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export interface Lap {
  readonly nsPerRequest: number;
  /** In mean services. */
  readonly meanResponse: number;
}

/** Another simulator of the same M/M/8, or null where it is not installed. */
export type Rival = ((requests: number) => Lap) | null;

/** Builds the C++ reference loop, at -O2. */
export function cppReference(): Rival {
  const compiler = ["c++", "g++", "clang++"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (compiler === undefined) return null;
  const binary = join(mkdtempSync(join(tmpdir(), "coalmine-bench-")), "mmc");
  execFileSync(compiler, ["-O2", "-o", binary, beside("mmc.cpp")]);
  return (requests) => lapOf(binary, [String(requests)]);
}

/** SimPy on the Python of this machine. */
export function simpy(): Rival {
  if (spawnSync("python3", ["-c", "import simpy"]).status !== 0) return null;
  return (requests) => lapOf("python3", [beside("mmc_simpy.py"), String(requests)]);
}

/** simmer on the R of this machine. */
export function simmer(): Rival {
  if (spawnSync("Rscript", ["-e", "library(simmer)"]).status !== 0) return null;
  return (requests) => lapOf("Rscript", [beside("mmc_simmer.R"), String(requests)]);
}

/** npm runs its scripts in the folder of the package. */
function beside(file: string): string {
  return resolve("bench/reference", file);
}

function lapOf(command: string, args: readonly string[]): Lap {
  const [ns = Number.NaN, mean = Number.NaN] = execFileSync(command, args, { encoding: "utf8" }).split(" ").map(Number);
  return { nsPerRequest: ns, meanResponse: mean };
}
