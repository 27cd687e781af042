import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface ReferenceRun {
  readonly nsPerRequest: number;
  readonly meanResponse: number;
}

/** Builds the C++ reference loop. Null where there is no C++ compiler. */
export function buildReference(): ((requests: number) => ReferenceRun) | null {
  const compiler = ["c++", "g++", "clang++"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (compiler === undefined) return null;
  const binary = join(mkdtempSync(join(tmpdir(), "coalmine-bench-")), "mmc");
  execFileSync(compiler, ["-O2", "-o", binary, fileURLToPath(new URL("reference/mmc.cpp", import.meta.url))]);
  return (requests) => {
    const [ns = Number.NaN, mean = Number.NaN] = execFileSync(binary, [String(requests)], { encoding: "utf8" })
      .split(" ")
      .map(Number);
    return { nsPerRequest: ns, meanResponse: mean };
  };
}
