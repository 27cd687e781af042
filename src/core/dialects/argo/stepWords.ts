import { counted, span } from "../numbers.ts";
import type { ArgoAnalysis, ArgoStep, RouteStep } from "./policy.ts";

/** A step as people say it, e.g. `setWeight 20` or `a pause of 1m`. */
export function stepSays(step: ArgoStep): string {
  switch (step.type) {
    case "setWeight":
      return `setWeight ${step.weight ?? 0}`;
    case "pause":
      return step.seconds === null ? "a pause until promoted" : `a pause of ${span(step.seconds * 1000)}`;
    case "setCanaryScale":
      return scaleSays(step);
    case "analysis":
      return `an analysis with ${namesIn(step.analysis) || "no template"}`;
    case "experiment":
      return "an experiment";
    case "setHeaderRoute":
      return routeSays("header", step.header);
    case "setMirrorRoute":
      return routeSays("mirror", step.mirror);
    case "plugin":
      return "a plugin step";
  }
}

function namesIn(analysis: ArgoAnalysis | null): string {
  return (analysis?.calls ?? []).flatMap(({ templates }) => templates.map(({ name }) => name)).join(", ");
}

function routeSays(kind: string, route: RouteStep | null): string {
  if (route === null) return `a ${kind} route`;
  if (route.percent === 0) return `the end of ${kind} route ${route.name}`;
  return kind === "header" ? `header route ${route.name}` : `mirror route ${route.name} of ${route.percent}%`;
}

function scaleSays({ scale }: ArgoStep): string {
  if (scale === null) return "setCanaryScale by traffic weight";
  return "replicas" in scale
    ? `setCanaryScale to ${counted(scale.replicas, "pod")}`
    : `setCanaryScale to ${scale.weight}%`;
}
