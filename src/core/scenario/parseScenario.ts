import type { Problem, Result } from "../model/index.ts";
import { counterfactualOf } from "./counterfactual.ts";
import { crossChecks } from "./crossChecks.ts";
import { readDocument } from "./document.ts";
import type { ReadManifest } from "./fileBeside.ts";
import { otherwise } from "./knobs.ts";
import { limits } from "./limits.ts";
import { readPolicies } from "./policies.ts";
import { inOrder, problemsOf } from "./problems.ts";
import type { ScenarioFile } from "./scenarioFile.ts";
import { scenarioSchema } from "./scenarioSchema.ts";
import { withTraceText } from "./traceText.ts";

/** Reads a scenario file: hostile until parsed, every problem with its place, several at once. */
export function parseScenario(
  text: string,
  { readManifest }: { readonly readManifest: ReadManifest },
): Result<ScenarioFile> {
  const read = readDocument(text);
  if (read.problems.length > 0) return refusal(read.problems);
  const { document, problems: ofTrace } = withTraceText(read, readManifest);
  const outline = scenarioSchema.safeParse(document.value, { error: otherwise });
  const { policies, findings, problems } = readPolicies(document, readManifest);
  if (!outline.success) return refusal([...ofTrace, ...problemsOf(outline.error.issues, document)], problems);
  const without = counterfactualOf(outline.data, document);
  // A policy that could not be read has said so; what else refers to it would only repeat it.
  const checks = problems.length === 0 ? crossChecks(outline.data, policies, document) : [];
  const here = [...ofTrace, ...checks, ...without.problems];
  if (problems.length + here.length > 0) return refusal(here, problems);
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
