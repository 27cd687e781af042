import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { dialects } from "../core/dialects/index.ts";
import { type Finding, parseScenario, type ScenarioFile, scenarioOf } from "../core/index.ts";
import type { CompiledScenario } from "../web/catalogue.ts";

/** Reads and lints every scenario of a folder, in the order of their ids. Throws at one that does not parse. */
export function compileScenarios(folder: string): readonly CompiledScenario[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => compiled(folder, name))
    .sort((a, b) => a.file.id.localeCompare(b.file.id));
}

function compiled(folder: string, name: string): CompiledScenario {
  const path = join(folder, name);
  const parsed = parseScenario(readFileSync(path, "utf8"), {
    readManifest: (manifest) => textOf(join(folder, manifest)),
  });
  if (!parsed.ok) {
    const lines = parsed.problems.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
    throw new Error(lines.join("\n"));
  }
  const file = parsed.value;
  if (file.slug !== basename(name, ".yaml"))
    throw new Error(`${path}: its slug is ${file.slug}, and links go by the file's name`);
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
