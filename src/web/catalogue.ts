/**
 * The scenarios and manifests that travel with the page, as text. Imported by the worker only, so that
 * neither the texts nor their parser weigh on the first load.
 */
import type { Result } from "../core/model/index.ts";
import { parseScenario, type ScenarioFile } from "../core/scenario/index.ts";

// Vite reads these calls without running them, so every argument is spelled out.
const scenarios: Readonly<Record<string, string>> = import.meta.glob<string>("../../scenarios/*.yaml", {
  query: "?raw",
  import: "default",
  eager: true,
});
const manifests: Readonly<Record<string, string>> = import.meta.glob<string>("../../scenarios/manifests/**/*.yaml", {
  query: "?raw",
  import: "default",
  eager: true,
});

const folder = "../../scenarios/";
const parsed = new Map<string, Result<ScenarioFile>>();

export const slugs: readonly string[] = Object.keys(scenarios).map((path) =>
  path.slice(folder.length, -".yaml".length),
);

/** A scenario by its slug, or undefined where there is none. Read once. */
export function scenarioBySlug(slug: string): Result<ScenarioFile> | undefined {
  const known = parsed.get(slug);
  if (known !== undefined) return known;
  const text = scenarios[`${folder}${slug}.yaml`];
  if (text === undefined) return undefined;
  const result = parseScenario(text, { readManifest: (path) => manifests[folder + path] });
  parsed.set(slug, result);
  return result;
}
