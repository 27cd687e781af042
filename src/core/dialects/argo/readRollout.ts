import { positionsOf } from "../positions.ts";
import type { ArgoPolicy, BlueGreenStrategy, CanaryStrategy } from "./policy.ts";
import { type Bundle, readAnalysis } from "./readAnalysis.ts";
import { readCanary } from "./readCanary.ts";
import type { Section } from "./section.ts";
import { documentOf } from "./templates.ts";

/** A1.1: a Rollout with its defaults; null when it has no usable strategy. What is wrong is in `noticed`. */
export function readRollout(root: Section, bundle: Bundle): ArgoPolicy | null {
  const spec = root.section("spec");
  if (spec === null) {
    root.noticed.refuse("type", root.place, "expected a spec, found none");
    return null;
  }
  const metadata = root.section("metadata");
  const minReadySeconds = spec.count("minReadySeconds") ?? 0;
  const progressDeadlineSeconds = spec.count("progressDeadlineSeconds") ?? 600;
  if (progressDeadlineSeconds <= minReadySeconds)
    spec.refuse(
      "deadline-le-min-ready",
      "minReadySeconds",
      `expected less than progressDeadlineSeconds (${progressDeadlineSeconds}), found ${minReadySeconds}`,
    );
  const strategy = readStrategy(spec, bundle);
  if (strategy === null) return null;
  return {
    name: metadata?.text("name") ?? "",
    namespace: metadata?.text("namespace") ?? "",
    replicas: spec.pods("replicas") ?? 1,
    minReadySeconds,
    revisionHistoryLimit: spec.count("revisionHistoryLimit") ?? 10,
    progressDeadlineSeconds,
    progressDeadlineAbort: spec.flag("progressDeadlineAbort") ?? false,
    paused: spec.flag("paused") ?? false,
    rollbackWindow: spec.section("rollbackWindow")?.count("revisions") ?? null,
    strategy,
    templates: [...bundle.used].map(documentOf),
    positions: positionsOf(spec.map, "spec"),
  };
}

/** A1.1: exactly one of two. */
function readStrategy(spec: Section, bundle: Bundle): CanaryStrategy | BlueGreenStrategy | null {
  const strategy = spec.section("strategy");
  const canary = strategy?.section("canary") ?? null;
  const blueGreen = strategy?.section("blueGreen") ?? null;
  if (canary !== null && blueGreen !== null) {
    spec.refuse("strategy-both", "strategy", "expected canary or blueGreen, found both");
    return null;
  }
  if (canary !== null) return readCanary(canary, bundle);
  if (blueGreen !== null) return readBlueGreen(blueGreen, { spec, bundle });
  const found = strategy === null || strategy.keys.length === 0 ? "neither" : strategy.keys.join(" and ");
  spec.refuse("strategy-missing", "strategy", `expected a strategy of canary or blueGreen, found ${found}`);
  return null;
}

/** A1.4. */
function readBlueGreen(
  section: Section,
  { spec, bundle }: { readonly spec: Section; readonly bundle: Bundle },
): BlueGreenStrategy {
  const activeService = section.text("activeService");
  const previewService = section.text("previewService");
  if (activeService === previewService)
    section.refuse(
      "services-equal",
      "previewService",
      `expected another service than activeService, found ${activeService || "none"} for both`,
    );
  else if (activeService === "") section.noticed.refuse("type", section.place, "expected an activeService, found none");
  const limit = section.count("scaleDownDelayRevisionLimit");
  const history = spec.count("revisionHistoryLimit") ?? 10;
  if (limit !== null && limit > history)
    section.refuse(
      "scale-down-limit-gt-history",
      "scaleDownDelayRevisionLimit",
      `expected at most revisionHistoryLimit (${history}), found ${limit}`,
    );
  const pre = section.section("prePromotionAnalysis");
  const post = section.section("postPromotionAnalysis");
  return {
    type: "blueGreen",
    activeService,
    previewService,
    previewReplicaCount: section.pods("previewReplicaCount"),
    autoPromotionEnabled: section.flag("autoPromotionEnabled") ?? true,
    autoPromotionSeconds: section.count("autoPromotionSeconds") ?? 0,
    scaleDownDelaySeconds: section.count("scaleDownDelaySeconds") ?? 30,
    abortScaleDownDelaySeconds: section.count("abortScaleDownDelaySeconds") ?? 30,
    prePromotion: pre === null ? null : readAnalysis(pre, bundle),
    postPromotion: post === null ? null : readAnalysis(post, bundle),
  };
}
