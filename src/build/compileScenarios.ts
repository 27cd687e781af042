import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { dialects } from "../core/dialects/index.ts";
import { type Finding, parseScenario, type ScenarioFile, scenarioOf } from "../core/index.ts";
import type { CompiledScenario } from "../web/catalogue.ts";

/** Slugs of a folder's scenarios. */
export function slugsOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => basename(name, ".yaml"));
}

/** Reads and lints one scenario of a folder. Throws where it does not parse. */
export function compileScenario(folder: string, slug: string): CompiledScenario {
  const name = `${slug}.yaml`;
  const path = join(folder, name);
  const parsed = parseScenario(readFileSync(path, "utf8"), {
    readManifest: (manifest) => textOf(join(folder, manifest)),
  });
  if (!parsed.ok) {
    const lines = parsed.problems.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
    throw new Error(lines.join("\n"));
  }
  const file = parsed.value;
  if (file.slug !== slug) throw new Error(`${path}: its slug is ${file.slug}, and links go by the file's name`);
  return { file, lint: { release: lintOf(file, false), twin: lintOf(file, true) } };
}

function lintOf(file: ScenarioFile, twin: boolean): Readonly<Record<string, readonly Finding[]>> {
  const findings = Object.entries(file.policies).map(([name, { dialect, value }]) => {
    const { world } = scenarioOf(file, name, { twin });
    return [name, dialects[dialect]?.lint(value, world) ?? []] as const;
  });
  return Object.fromEntries(findings);
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
