import { unless } from "../unless.ts";
import type { ArgoAnalysis, GivenArgument, TemplateCall, TemplateName } from "./policy.ts";

/** An analysis of the Rollout: one call of its templates, and what it says of their metrics. */
export function printAnalysis(analysis: ArgoAnalysis): object {
  const [call = { templates: [], args: [] }] = analysis.calls;
  return {
    templates: call.templates.map(nameOf),
    ...argsOf(call),
    ...rulesOf(analysis),
  };
}

/** The analyses of an experiment, one for each call; what is said beside templates is said in the first. */
export function printExperimentAnalyses(analysis: ArgoAnalysis): readonly object[] {
  return analysis.calls.map((call, index) => ({
    name: `analysis-${index + 1}`,
    ...call.templates.map(nameOf)[0],
    ...argsOf(call),
    ...(index === 0 ? rulesOf(analysis) : {}),
  }));
}

function nameOf({ name, cluster }: TemplateName): object {
  return { templateName: name, ...unless(cluster, false, "clusterScope") };
}

function argsOf({ args }: TemplateCall): object {
  return args.length === 0 ? {} : { args: args.map(argumentOf) };
}

function argumentOf({ name, value, hash, field }: GivenArgument): object {
  if (value !== null) return { name, value };
  if (hash !== "") return { name, valueFrom: { podTemplateHashValue: hash } };
  return { name, ...(field === "" ? {} : { valueFrom: { fieldRef: { fieldPath: field } } }) };
}

function rulesOf({ dryRun, retention, startingStep }: ArgoAnalysis): object {
  return {
    ...(dryRun.length === 0 ? {} : { dryRun }),
    ...(retention.length === 0 ? {} : { measurementRetention: retention }),
    ...unless(startingStep, 0, "startingStep"),
  };
}
