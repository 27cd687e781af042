import { parseGoDuration } from "../goDuration.ts";
import { aGoDuration, pauseSeconds } from "./duration.ts";
import type { ArgoAnalysis, ArgoStep, CanaryScale, RouteStep, StepType } from "./policy.ts";
import { type Bundle, readAnalysis } from "./readAnalysis.ts";
import { Section } from "./section.ts";

/** The order in which Argo looks at a step that holds several (A1.3). */
const order: readonly StepType[] = [
  "pause",
  "setCanaryScale",
  "setWeight",
  "experiment",
  "analysis",
  "setHeaderRoute",
  "setMirrorRoute",
  "plugin",
];
const exclusive: readonly StepType[] = ["setWeight", "pause", "experiment", "analysis"];

/** What a step may use. */
export interface StepSurroundings {
  readonly bundle: Bundle;
  readonly trafficRouter: readonly string[];
  readonly maxTrafficWeight: number;
  /** Names in `managedRoutes`; null when it is not written. */
  readonly managedRoutes: readonly string[] | null;
}

/** A1.3: one step; null with a refusal when it is none or several. */
export function readStep(section: Section, around: StepSurroundings): ArgoStep | null {
  const present = order.filter((type) => section.has(type));
  const [type] = present;
  if (type === undefined) {
    section.noticed.refuse(
      "step-empty",
      section.place,
      `expected a step such as setWeight, pause or analysis, found ${section.keys.join(" and ") || "an empty map"}`,
    );
    return null;
  }
  const several = present.filter((found) => exclusive.includes(found));
  if (several.length > 1) {
    section.noticed.refuse(
      "step-multiple",
      section.place,
      `expected one of setWeight, pause, experiment and analysis, found ${several.join(" and ")}`,
    );
    return null;
  }
  checkRoutes(section, around);
  return {
    type,
    weight: section.has("setWeight") ? readWeight(section, around) : null,
    seconds: section.has("pause") ? readPause(section) : null,
    scale: section.has("setCanaryScale") ? readScale(section, around) : null,
    analysis: readStepAnalysis(section, around),
    durationMs: section.has("experiment") ? readExperiment(section, around) : null,
    sharesTraffic:
      section
        .section("experiment")
        ?.sections("templates")
        .some((pods) => pods.has("weight")) ?? false,
    header: readRoute(section.section("setHeaderRoute")),
    mirror: readRoute(section.section("setMirrorRoute")),
    path: section.path,
  };
}

/** Argo takes a route without a match away, and mirrors everything where no percentage is written. */
function readRoute(route: Section | null): RouteStep | null {
  if (route === null) return null;
  const isSet = route.sections("match").length > 0;
  return { name: route.text("name"), percent: isSet ? (route.count("percentage") ?? 100) : 0 };
}

function readWeight(section: Section, { maxTrafficWeight }: StepSurroundings): number {
  const weight = section.whole("setWeight") ?? 0;
  if (weight < 0 || weight > maxTrafficWeight)
    section.refuse("set-weight-range", "setWeight", `expected 0 to ${maxTrafficWeight}, found ${weight}`);
  return weight;
}

/** A1.5 (a). */
function readPause(section: Section): number | null {
  const pause = section.section("pause");
  if (pause === null || !pause.has("duration")) return null;
  const value = pause.value("duration");
  const written =
    value?.kind === "scalar" && value.value !== null && typeof value.value !== "boolean" ? value.value : "";
  const seconds = pauseSeconds(written);
  if (seconds === null)
    pause.refuse(
      "pause-duration",
      "duration",
      `expected seconds or ${aGoDuration}, found ${String(written) || "something else"}`,
    );
  return seconds;
}

function readScale(section: Section, { trafficRouter }: StepSurroundings): CanaryScale {
  const scale = section.section("setCanaryScale");
  if (trafficRouter.length === 0)
    section.refuse(
      "canary-scale-needs-router",
      "setCanaryScale",
      "expected trafficRouting beside setCanaryScale, found none",
    );
  const replicas = scale?.pods("replicas") ?? null;
  if (replicas !== null) return { replicas };
  const weight = scale?.count("weight") ?? null;
  return weight === null ? null : { weight };
}

/** An experiment's analyses run as one, as a simulator may (A9.1). */
function readStepAnalysis(section: Section, { bundle }: StepSurroundings): ArgoAnalysis | null {
  const analysis = section.section("analysis");
  if (analysis !== null) return readAnalysis(analysis, bundle);
  const parts = section.section("experiment")?.sections("analyses") ?? [];
  const read = parts.map((part) => readExperimentAnalysis(part, bundle));
  const [first] = read;
  if (first === undefined) return null;
  return {
    ...first,
    calls: read.flatMap(({ calls }) => calls),
    metrics: read.flatMap(({ metrics }) => metrics),
  };
}

/** One entry of `experiment.analyses` names its template itself. */
function readExperimentAnalysis(part: Section, bundle: Bundle): ArgoAnalysis {
  const templates = { kind: "list", at: part.map.at, items: [part.map] } as const;
  const fields = new Map([...part.map.fields, ["templates", { at: part.map.at, value: templates }] as const]);
  return readAnalysis(new Section({ ...part.map, fields }, part.path, part.noticed), bundle);
}

function readExperiment(section: Section, { trafficRouter }: StepSurroundings): number | null {
  const experiment = section.section("experiment");
  if (experiment === null) return null;
  const weighted = experiment.sections("templates").find((template) => template.has("weight"));
  if (weighted !== undefined && !["smi", "alb", "istio", "plugins"].some((router) => trafficRouter.includes(router)))
    weighted.refuse(
      "experiment-weight-router",
      "weight",
      "expected smi, alb, istio or plugins as router beside a weight, found another",
    );
  if (!experiment.has("duration")) return null;
  const written = experiment.text("duration");
  const millis = parseGoDuration(written);
  if (millis === null) experiment.refuse("pause-duration", "duration", `expected ${aGoDuration}, found ${written}`);
  return millis;
}

/** Which routers can, and whether the route is managed (A1.3). */
function checkRoutes(section: Section, around: StepSurroundings): void {
  checkRoute(section, around, {
    key: "setHeaderRoute",
    routers: ["istio", "alb", "apisix", "plugins"],
    kind: "header-route-router",
  });
  checkRoute(section, around, { key: "setMirrorRoute", routers: ["istio", "plugins"], kind: "mirror-route-router" });
}

interface RouteRule {
  readonly key: "setHeaderRoute" | "setMirrorRoute";
  readonly routers: readonly string[];
  readonly kind: "header-route-router" | "mirror-route-router";
}

function checkRoute(
  section: Section,
  { trafficRouter, managedRoutes }: StepSurroundings,
  { key, routers, kind }: RouteRule,
): void {
  const route = section.section(key);
  if (route === null) return;
  if (!routers.some((router) => trafficRouter.includes(router))) {
    section.refuse(
      kind,
      key,
      `expected one of ${routers.join(", ")} in trafficRouting, found ${trafficRouter.join(", ") || "none"}`,
    );
  } else if (managedRoutes === null) {
    section.refuse("managed-routes-missing", key, "expected managedRoutes in trafficRouting, found none");
  } else if (!managedRoutes.includes(route.text("name"))) {
    route.refuse(
      "route-not-managed",
      "name",
      `expected one of managedRoutes (${managedRoutes.join(", ")}), found ${route.text("name")}`,
    );
  }
}
