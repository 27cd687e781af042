/** The scenarios that travel with the page, read and linted when it was built. Imported by the worker only. */
import { scenarios } from "virtual:scenarios";
import type { Finding } from "../core/model/index.ts";
import type { ScenarioFile } from "../core/scenario/index.ts";

/** A scenario as the build left it. */
export interface CompiledScenario {
  readonly file: ScenarioFile;
  /** What its policies' users trip over, by policy, with the release as the file has it and with its healthy twin. */
  readonly lint: Readonly<Record<"release" | "twin", Readonly<Record<string, readonly Finding[]>>>>;
}

/** In the order of their ids. */
export const files: readonly ScenarioFile[] = scenarios.map(({ file }) => file);

export function scenarioBySlug(slug: string): CompiledScenario | undefined {
  return scenarios.find(({ file }) => file.slug === slug);
}
