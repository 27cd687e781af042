import { quoted } from "../quoted.ts";
import { aDuration, effectiveInterval, passesSchema } from "./duration.ts";
import { positionsOf, type Section } from "./fields.ts";
import { noticeUnknown } from "./knownFields.ts";
import type { AsWritten, FlaggerPolicy } from "./policy.ts";
import { readAffinity, readAlert, readHook } from "./readHook.ts";
import { readMetric, type Templates } from "./readMetric.ts";
import { strategyOf } from "./strategy.ts";

const providers =
  "apisix appmesh appmesh:v1beta2 contour gatewayapi:v1 gatewayapi:v1beta1 gloo istio knative kubernetes kuma linkerd nginx osm skipper smi:v1alpha1 smi:v1alpha2 smi:v1alpha3 traefik".split(
    " ",
  );
const targetKinds = ["Deployment", "DaemonSet", "Service"];

interface Surroundings {
  readonly meshProvider: string;
  readonly templates: Templates;
}

/** A Canary document after defaults, or null when something that everything else hangs on is missing. */
export function readCanary(root: Section, around: Surroundings): FlaggerPolicy | null {
  noticeUnknown(root, "root");
  readApiVersion(root);
  const metadata = root.section("metadata");
  const spec = root.section("spec");
  if (spec === null) {
    if (!root.has("spec"))
      root.noticed.refuse("analysis-required", root.place, "expected a Canary with a spec, found none");
    return null;
  }
  noticeUnknown(spec, "spec");
  const outer = readOuter(spec, around.meshProvider);
  const analysis = readAnalysisSection(spec);
  if (analysis === null) return null;
  const inner = readAnalysis(analysis, outer.provider, around.templates);
  const { match, ...rest } = inner;
  return {
    name: metadata?.text("name") ?? "",
    namespace: metadata?.text("namespace") ?? "",
    ...outer,
    ...rest,
    written: { ...rest.written, match, canaryAnalysis: spec.has("canaryAnalysis") },
    positions: positionsOf(spec),
  };
}

function readApiVersion(root: Section): void {
  const version = root.text("apiVersion", "apiVersion");
  if (version === "flagger.app/v1beta1") return;
  if (version === null && root.has("apiVersion")) return;
  const found = version === null ? "none" : quoted(version);
  root.noticed.refuse(
    "apiVersion",
    root.placeOf("apiVersion"),
    `expected apiVersion flagger.app/v1beta1, found ${found}`,
  );
}

function readOuter(spec: Section, meshProvider: string) {
  const target = readTarget(spec);
  const service = spec.section("service");
  if (service !== null) noticeUnknown(service, "service");
  readPort(spec, service);
  return {
    provider: readProvider(spec, meshProvider),
    targetKind: target.kind,
    targetName: target.name,
    apexService: nonEmpty(service?.text("name")) ?? target.name, // F1.5
    autoscaled: spec.has("autoscalerRef"),
    progressDeadlineSeconds: spec.whole("progressDeadlineSeconds") ?? 600,
    skipAnalysis: spec.flag("skipAnalysis"),
    suspend: spec.flag("suspend"),
  };
}

function readTarget(spec: Section): { readonly kind: string; readonly name: string } {
  const target = spec.section("targetRef");
  if (target === null) {
    if (!spec.has("targetRef"))
      spec.noticed.refuse(
        "targetRef-required",
        spec.place,
        "expected spec.targetRef with apiVersion, kind and name, found none",
      );
    return { kind: "", name: "" };
  }
  const missing = ["apiVersion", "kind", "name"].filter((key) => !target.has(key));
  if (missing.length > 0)
    spec.noticed.refuse(
      "targetRef-required",
      target.place,
      `expected targetRef with apiVersion, kind and name, found no ${missing.join(" and no ")}`,
    );
  const kind = target.text("kind", "targetRef-kind");
  if (kind !== null && !targetKinds.includes(kind)) {
    spec.noticed.refuse(
      "targetRef-kind",
      target.placeOf("kind"),
      `expected ${targetKinds.join(", ")}, found ${quoted(kind)}`,
    );
  }
  target.text("apiVersion");
  return { kind: kind ?? "", name: target.text("name") ?? "" };
}

function readPort(spec: Section, service: Section | null): void {
  if (service === null) {
    if (!spec.has("service"))
      spec.noticed.refuse("service-port-required", spec.place, "expected spec.service with a port, found no service");
  } else if (!service.has("port")) {
    spec.noticed.refuse("service-port-required", service.place, "expected a service with a port, found none");
  } else service.whole("port");
}

function readProvider(spec: Section, meshProvider: string): string {
  const provider = spec.text("provider", "provider");
  if (provider === null) return meshProvider;
  if (!providers.includes(provider)) {
    spec.noticed.refuse(
      "provider",
      spec.placeOf("provider"),
      `expected one of ${providers.join(", ")}, found ${quoted(provider)}`,
    );
  }
  return provider;
}

/** F1.6: the deprecated alias alone cannot run, beside `analysis` it is not read. */
function readAnalysisSection(spec: Section): Section | null {
  const alias = spec.has("canaryAnalysis");
  if (!spec.has("analysis")) {
    const found = alias ? "only its deprecated name canaryAnalysis, which the API server drops" : "none";
    spec.noticed.refuse(
      "analysis-required",
      alias ? spec.placeOf("canaryAnalysis") : spec.place,
      `expected spec.analysis, found ${found}`,
    );
  }
  return spec.section("analysis");
}

function readAnalysis(analysis: Section, provider: string, templates: Templates) {
  noticeUnknown(analysis, "analysis");
  const interval = readIntervalText(analysis);
  const threshold = analysis.whole("threshold") ?? 0;
  requireStrategy(analysis);
  const match = analysis.sections("match").length > 0;
  const iterations = analysis.whole("iterations");
  const effective = provider === "kubernetes" && (iterations ?? 0) < 1 ? 10 : (iterations ?? 0); // F3.1 step 20
  const written: Omit<AsWritten, "canaryAnalysis" | "match"> = { interval, iterations };
  return {
    strategy: strategyOf({ provider, iterations: effective, match }),
    intervalMs: effectiveInterval(interval),
    threshold: Math.max(1, threshold),
    ...readWeights(analysis),
    iterations: effective,
    mirror: analysis.flag("mirror"),
    mirrorWeight: analysis.whole("mirrorWeight") ?? 0,
    primaryReadyThreshold: analysis.whole("primaryReadyThreshold") ?? 100,
    canaryReadyThreshold: analysis.whole("canaryReadyThreshold") ?? 100,
    metrics: analysis.sections("metrics").map((metric) => readMetric(metric, templates)),
    hooks: analysis.sections("webhooks").map(readHook),
    alerts: analysis.sections("alerts").map(readAlert),
    sessionAffinity: readAffinity(analysis),
    written,
    match,
  };
}

function readWeights(analysis: Section) {
  return {
    stepWeight: analysis.whole("stepWeight") ?? 0,
    stepWeights: analysis.wholes("stepWeights"),
    maxWeight: analysis.whole("maxWeight") ?? 0,
    stepWeightPromotion: analysis.whole("stepWeightPromotion") ?? 0,
  };
}

/** F1.3, F1.4: both are required by all three branches of the schema's one-of. */
function readIntervalText(analysis: Section): string {
  const missing = ["interval", "threshold"].filter((key) => !analysis.has(key));
  if (missing.length > 0) {
    analysis.noticed.refuse(
      "analysis-interval-threshold-required",
      analysis.place,
      `expected an analysis with interval and threshold, found no ${missing.join(" and no ")}`,
    );
  }
  const interval = analysis.text("interval", "interval-pattern", aDuration);
  if (interval === null || passesSchema(interval)) return interval ?? "";
  analysis.noticed.refuse(
    "interval-pattern",
    analysis.placeOf("interval"),
    `expected ${aDuration}, found ${quoted(interval)}`,
  );
  return interval;
}

/** F1.4: presence counts, not value. */
function requireStrategy(analysis: Section): void {
  const present = ["iterations", "stepWeight", "stepWeights"].filter((key) => analysis.has(key));
  if (present.length === 1) return;
  const found = present.length === 0 ? "none of them" : present.join(" and ");
  const place = present[1] === undefined ? analysis.place : analysis.placeOf(present[1]);
  analysis.noticed.refuse(
    "analysis-strategy-exactly-one",
    place,
    `expected exactly one of iterations, stepWeight and stepWeights, found ${found}`,
  );
}

function nonEmpty(text: string | null | undefined): string | null {
  return text === null || text === undefined || text === "" ? null : text;
}
