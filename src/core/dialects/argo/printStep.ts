import { unless } from "../unless.ts";
import type { ArgoStep, RouteStep } from "./policy.ts";
import { printAnalysis, printExperimentAnalyses } from "./printAnalysis.ts";

/** A step with everything that it holds: Argo lets a route stand beside a weight. */
export function printStep(step: ArgoStep): object {
  const { type, weight, scale, analysis, header, mirror } = step;
  const isExperiment = hasExperiment(step);
  return {
    ...(type === "pause" ? { pause: unless(step.seconds, null, "duration") } : {}),
    ...(type === "setCanaryScale" || scale !== null ? { setCanaryScale: scale ?? { matchTrafficWeight: true } } : {}),
    ...unless(weight, null, "setWeight"),
    ...(isExperiment ? { experiment: experimentOf(step) } : {}),
    ...(isExperiment || analysis === null ? {} : { analysis: printAnalysis(analysis) }),
    ...(header === null
      ? {}
      : { setHeaderRoute: routeOf(header, { headerName: "canary", headerValue: { exact: "1" } }) }),
    ...(mirror === null ? {} : { setMirrorRoute: routeOf(mirror, { method: { exact: "GET" } }) }),
    ...(type === "plugin" ? { plugin: { name: "plugin" } } : {}),
  };
}

/** The routes that these steps set or take away. */
export function managedRoutes(steps: readonly ArgoStep[]): readonly string[] {
  return [...new Set(steps.flatMap(({ header, mirror }) => [header, mirror].flatMap((route) => route?.name ?? [])))];
}

/** A step that sets a scale as well is judged by the scale. */
function hasExperiment({ type, durationMs, sharesTraffic, analysis, path }: ArgoStep): boolean {
  const analysed = analysis?.path.startsWith(`${path}.experiment`) ?? false;
  return type === "experiment" || durationMs !== null || sharesTraffic || analysed;
}

function experimentOf({ durationMs, sharesTraffic, analysis }: ArgoStep): object {
  return {
    ...(durationMs === null ? {} : { duration: `${durationMs}ms` }),
    templates: [{ name: "canary", specRef: "canary", ...(sharesTraffic ? { weight: 1 } : {}) }],
    ...(analysis === null ? {} : { analyses: printExperimentAnalyses(analysis) }),
  };
}

/** What it matches was not kept, but that it matches something was. */
function routeOf({ name, percent }: RouteStep, match: object): object {
  return { name, ...(percent === 0 ? {} : { match: [match], ...unless(percent, 100, "percentage") }) };
}
