/** The scenarios that travel with the page, read and linted when it was built. Imported by the worker only. */
import { loaders } from "virtual:scenarios";
import type { Finding } from "../core/model/index.ts";
import type { ScenarioFile } from "../core/scenario/index.ts";

export { entries } from "virtual:scenarios";

/** One of the policies that compete in a scenario: its name there, and the name of its manifest. */
export interface PolicyChoice {
  readonly name: string;
  readonly label: string;
}

/** One scenario as the picker names it. */
export interface CatalogueEntry {
  readonly slug: string;
  readonly title: string;
  readonly policies: readonly PolicyChoice[];
}

/** A scenario as the build left it. */
export interface CompiledScenario {
  readonly file: ScenarioFile;
  /** What its policies' users trip over, by policy, with the release as the file has it and with its healthy twin. */
  readonly lint: Readonly<Record<"release" | "twin", Readonly<Record<string, readonly Finding[]>>>>;
}

/** A scenario by its slug, or undefined where there is none. */
export async function scenarioBySlug(slug: string): Promise<CompiledScenario | undefined> {
  return Object.hasOwn(loaders, slug) ? loaders[slug]?.() : undefined;
}
