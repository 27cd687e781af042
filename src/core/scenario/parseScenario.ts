import type { Problem, Result } from "../model/index.ts";
import { counterfactualOf } from "./counterfactual.ts";
import { crossChecks } from "./crossChecks.ts";
import { readDocument } from "./document.ts";
import { otherwise } from "./knobs.ts";
import { limits } from "./limits.ts";
import { type ReadManifest, readPolicies } from "./policies.ts";
import { inOrder, problemsOf } from "./problems.ts";
import type { ScenarioFile } from "./scenarioFile.ts";
import { scenarioSchema } from "./scenarioSchema.ts";

/** Reads a scenario file: hostile until parsed, every problem with its place, several at once. */
export function parseScenario(
  text: string,
  { readManifest }: { readonly readManifest: ReadManifest },
): Result<ScenarioFile> {
  const document = readDocument(text);
  if (document.problems.length > 0) return refusal(document.problems);
  const outline = scenarioSchema.safeParse(document.value, { error: otherwise });
  const { policies, findings, problems } = readPolicies(document, readManifest);
  if (!outline.success) return refusal(problemsOf(outline.error.issues, document), problems);
  const without = counterfactualOf(outline.data, document);
  // A policy that could not be read has said so; what else refers to it would only repeat it.
  const checks = problems.length === 0 ? crossChecks(outline.data, policies, document) : [];
  if (problems.length + checks.length + without.problems.length > 0)
    return refusal([...checks, ...without.problems], problems);
  const { id, slug, about, world, interventions, expect } = outline.data;
  return {
    ok: true,
    value: { id, slug, about, world, policies, interventions, expect, without: without.value },
    findings,
  };
}

function refusal(
  here: readonly Problem[],
  policies: readonly Problem[] = [],
): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [...inOrder(here), ...policies].slice(0, limits.problems) };
}
