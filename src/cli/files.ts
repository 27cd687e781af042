import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "./exit.ts";

/** More than any parser accepts; a larger file is cut here, and the parser then names its own limit. */
const READ_LIMIT = 8 * 1024 * 1024;

/** The catalogue that travels with the package: two folders up from the bundle as from this file. */
export const scenarioFolder = fileURLToPath(new URL("../../scenarios", import.meta.url));

/** Reads a text that a person named: a file, a pipe, or `-` for the standard input. Throws a UsageError where there is none. */
export function readText(path: string): string {
  if (path === "-") return readStart(0);
  if (!existsSync(path)) throw new UsageError(`no such file: ${path}`);
  if (statSync(path).isDirectory()) throw new UsageError(`expected a file, found a folder: ${path}`);
  const file = openSync(path, "r");
  try {
    return readStart(file);
  } finally {
    closeSync(file);
  }
}

/** Everything up to the limit. A pipe gives its bytes in pieces, and says its end with none. */
function readStart(file: number): string {
  const start = Buffer.alloc(READ_LIMIT);
  let length = 0;
  for (let got = -1; got !== 0 && length < READ_LIMIT; length += got)
    got = readSync(file, start, length, READ_LIMIT - length, null);
  return start.toString("utf8", 0, length);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** A manifest that a scenario names, relative to the scenarios folder. */
export function readManifest(path: string): string | undefined {
  const full = resolve(scenarioFolder, path);
  return isFile(full) ? readFileSync(full, "utf8") : undefined;
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
