import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "./exit.ts";

/** More than any parser accepts; a larger file is cut here, and the parser then names its own limit. */
const READ_LIMIT = 8 * 1024 * 1024;

/** The catalogue that travels with the package: two folders up from the bundle as from this file. */
export const scenarioFolder = fileURLToPath(new URL("../../scenarios", import.meta.url));

/** Reads a text file that a person named. Throws a UsageError where there is none. */
export function readText(path: string): string {
  if (!existsSync(path)) throw new UsageError(`no such file: ${path}`);
  if (!statSync(path).isFile()) throw new UsageError(`not a file: ${path}`);
  if (statSync(path).size <= READ_LIMIT) return readFileSync(path, "utf8");
  const file = openSync(path, "r");
  try {
    const start = Buffer.alloc(READ_LIMIT);
    return start.toString("utf8", 0, readSync(file, start, 0, READ_LIMIT, 0));
  } finally {
    closeSync(file);
  }
}

/** A manifest that a scenario names, relative to the scenarios folder. */
export function readManifest(path: string): string | undefined {
  const full = resolve(scenarioFolder, path);
  return existsSync(full) ? readFileSync(full, "utf8") : undefined;
}

/** Slugs of the catalogue, in alphabetical order. */
export function scenarioSlugs(): readonly string[] {
  return readdirSync(scenarioFolder)
    .filter((name) => extname(name) === ".yaml")
    .map((name) => basename(name, ".yaml"))
    .sort();
}

/** The text and name of a scenario given as a slug of the catalogue or as a path. */
export function readScenario(name: string): { readonly label: string; readonly text: string } {
  const own = join(scenarioFolder, `${name}.yaml`);
  if (/^[\w-]+$/.test(name) && existsSync(own)) return { label: `${name}.yaml`, text: readFileSync(own, "utf8") };
  if (!existsSync(name)) {
    throw new UsageError(`no scenario "${name}": give a path, or one of ${scenarioSlugs().join(", ")}`);
  }
  return { label: name, text: readText(name) };
}
