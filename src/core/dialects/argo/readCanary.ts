import type { CanaryStrategy } from "./policy.ts";
import { type Bundle, readAnalysis } from "./readAnalysis.ts";
import { readStep, type StepSurroundings } from "./readStep.ts";
import { type PodCount, percentOf } from "./replicaCounts.ts";
import type { Section } from "./section.ts";

const routers = "istio nginx alb smi ambassador appMesh traefik apisix plugins".split(" ");
const quarter = "25%";

/** A1.2 with the checks of A1.6. */
export function readCanary(section: Section, bundle: Bundle): CanaryStrategy {
  const routing = section.section("trafficRouting");
  const trafficRouter = (routing?.keys ?? []).filter((key) => routers.includes(key));
  const routed = routing !== null;
  checkServices(section, routing);
  const maxTrafficWeight = readMaxWeight(routing, trafficRouter);
  const around: StepSurroundings = {
    bundle,
    trafficRouter: routed ? trafficRouter : [],
    maxTrafficWeight,
    managedRoutes: managedRoutesOf(routing),
  };
  const dynamicStableScale = section.flag("dynamicStableScale") ?? false;
  checkScaling(section, { routed, dynamicStableScale });
  const background = section.section("analysis");
  const delay = section.count("scaleDownDelaySeconds");
  const abortDelay = section.count("abortScaleDownDelaySeconds");
  return {
    type: "canary",
    trafficRouter: around.trafficRouter,
    maxSurge: readPods(section, "maxSurge"),
    maxUnavailable: readPods(section, "maxUnavailable"),
    maxTrafficWeight,
    steps: section.sections("steps").flatMap((step) => readStep(step, around) ?? []),
    background: background === null ? null : readAnalysis(background, bundle),
    scaleDownDelaySeconds: routed && !dynamicStableScale ? (delay ?? 30) : null,
    abortScaleDownDelaySeconds: routed ? (abortDelay ?? 30) : null,
    dynamicStableScale,
    minPodsPerReplicaSet: routed ? section.pods("minPodsPerReplicaSet") : null,
    threshold: readThreshold(section.section("replicaProgressThreshold")),
    pingPong: section.has("pingPong"),
    written: {
      surge: section.has("maxSurge") || section.has("maxUnavailable"),
      abortScaleDownDelay: abortDelay !== null,
      scaleDownDelay: delay !== null,
    },
  };
}

function readPods(section: Section, key: "maxSurge" | "maxUnavailable"): PodCount {
  const written = section.wholeOrText(key) ?? quarter;
  const usable = typeof written === "number" ? written >= 0 : !Number.isNaN(percentOf(written));
  if (!usable) section.refuse("type", key, `expected pods such as 1 or a percentage such as 25%, found ${written}`);
  return usable ? written : quarter;
}

/** A1.6: judged on the raw numbers, whatever they resolve to. */
function checkScaling(
  section: Section,
  { routed, dynamicStableScale }: { readonly routed: boolean; readonly dynamicStableScale: boolean },
): void {
  const raw = (["maxSurge", "maxUnavailable"] as const).map((key) => readPods(section, key));
  if (raw.every((pods) => (typeof pods === "number" ? pods : percentOf(pods)) === 0))
    section.refuse("surge-unavailable-zero", "maxSurge", "expected maxSurge or maxUnavailable above 0, found both 0");
  const delayed = section.has("scaleDownDelaySeconds");
  if (delayed && !routed)
    section.refuse(
      "scale-down-delay-needs-router",
      "scaleDownDelaySeconds",
      "expected trafficRouting beside scaleDownDelaySeconds, found none",
    );
  if (dynamicStableScale && !routed)
    section.refuse(
      "dynamic-needs-router",
      "dynamicStableScale",
      "expected trafficRouting beside dynamicStableScale, found none",
    );
  if (dynamicStableScale && delayed)
    section.refuse(
      "dynamic-with-scale-down-delay",
      "scaleDownDelaySeconds",
      "expected no scaleDownDelaySeconds beside dynamicStableScale, found both",
    );
}

function checkServices(section: Section, routing: Section | null): void {
  const [canary, stable] = [section.text("canaryService"), section.text("stableService")];
  if (canary !== "" && canary === stable)
    section.refuse(
      "services-equal",
      "canaryService",
      `expected another service than stableService, found ${canary} for both`,
    );
  const pingPong = section.section("pingPong");
  if (pingPong !== null) checkPingPong(section, pingPong, routing);
  if (routing === null || !needsServices(routing, pingPong !== null)) return;
  const missing = [canary === "" ? "canaryService" : "", stable === "" ? "stableService" : ""].filter(
    (name) => name !== "",
  );
  if (missing.length > 0)
    section.noticed.refuse(
      "services-missing",
      routing.place,
      `expected canaryService and stableService beside this router, found no ${missing.join(" and no ")}`,
    );
}

function needsServices(routing: Section, pingPong: boolean): boolean {
  const own = ["nginx", "smi", "ambassador", "appMesh", "traefik", "apisix"].some((router) => routing.has(router));
  const istio = routing.section("istio");
  return own || (routing.has("alb") && !pingPong) || (istio !== null && !istio.has("destinationRule") && !pingPong);
}

/** A1.2: ALB with a rootService, Istio or a plugin; two services that differ. */
function checkPingPong(section: Section, pingPong: Section, routing: Section | null): void {
  const [ping, pong] = [pingPong.text("pingService"), pingPong.text("pongService")];
  const root = routing?.section("alb")?.text("rootService") ?? "";
  const able = routing !== null && (routing.has("istio") || routing.has("plugins") || root !== "");
  if (ping === "" || pong === "" || ping === pong || !able)
    section.refuse(
      "ping-pong",
      "pingPong",
      "expected pingService and pongService that differ beside istio, plugins or an alb with rootService, found less",
    );
}

function readMaxWeight(routing: Section | null, trafficRouter: readonly string[]): number {
  const written = routing?.count("maxTrafficWeight") ?? null;
  if (routing === null || written === null) return 100;
  if (!trafficRouter.includes("nginx") && !trafficRouter.includes("plugins"))
    routing.refuse(
      "max-weight-router",
      "maxTrafficWeight",
      `expected nginx or plugins beside maxTrafficWeight, found ${trafficRouter.join(", ") || "none"}`,
    );
  return written === 0 ? 100 : written;
}

function managedRoutesOf(routing: Section | null): readonly string[] | null {
  if (routing === null || !routing.has("managedRoutes")) return null;
  return routing.sections("managedRoutes").map((route) => route.text("name"));
}

function readThreshold(section: Section | null): CanaryStrategy["threshold"] {
  if (section === null) return null;
  const value = section.whole("value") ?? -1;
  return value < 0 ? null : { type: section.text("type") === "Pod" ? "Pod" : "Percent", value };
}
