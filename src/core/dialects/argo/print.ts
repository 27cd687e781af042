import { printDocuments } from "../printDocuments.ts";
import { unless } from "../unless.ts";
import type { ArgoPolicy, BlueGreenStrategy, CanaryStrategy, TemplateDocument } from "./policy.ts";
import { printAnalysis } from "./printAnalysis.ts";
import { managedRoutes, printStep } from "./printStep.ts";

/**
 * The Rollout, and the AnalysisTemplates that it uses, as a text that reads back as the same policy. Fields that mean
 * nothing to a rollout (pods' templates, the names of services, how a router is set up) were not kept, so they are
 * filled in where Argo asks for them.
 */
export function print(policy: ArgoPolicy): string {
  const { name, namespace, strategy } = policy;
  const rollout = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: { name, ...unless(namespace, "", "namespace") },
    spec: {
      ...unless(policy.replicas, 1, "replicas"),
      ...unless(policy.minReadySeconds, 0, "minReadySeconds"),
      ...unless(policy.revisionHistoryLimit, 10, "revisionHistoryLimit"),
      ...unless(policy.progressDeadlineSeconds, 600, "progressDeadlineSeconds"),
      ...unless(policy.progressDeadlineAbort, false, "progressDeadlineAbort"),
      ...unless(policy.paused, false, "paused"),
      ...(policy.rollbackWindow === null ? {} : { rollbackWindow: { revisions: policy.rollbackWindow } }),
      strategy: strategy.type === "canary" ? { canary: canaryOf(strategy) } : { blueGreen: blueGreenOf(strategy) },
    },
  };
  const documents = [rollout, ...policy.templates.map((template) => documentOf(template, namespace))];
  return printDocuments(documents);
}

/** A Rollout finds templates in its own namespace only, except for those of the whole cluster, which are in none. */
function documentOf({ name, cluster, spec }: TemplateDocument, namespace: string): object {
  const kind = cluster ? "ClusterAnalysisTemplate" : "AnalysisTemplate";
  const metadata = { name, ...unless(cluster ? "" : namespace, "", "namespace") };
  return { apiVersion: "argoproj.io/v1alpha1", kind, metadata, ...unless(spec, null, "spec") };
}

/** Only a canary behind a router has a delay before what was aborted is scaled down. */
function isRouted({ abortScaleDownDelaySeconds }: CanaryStrategy): boolean {
  return abortScaleDownDelaySeconds !== null;
}

function canaryOf(canary: CanaryStrategy): object {
  const { written, background } = canary;
  return {
    ...(isRouted(canary) ? { canaryService: "canary", stableService: "stable", trafficRouting: routing(canary) } : {}),
    ...(written.surge ? { maxSurge: canary.maxSurge, maxUnavailable: canary.maxUnavailable } : {}),
    ...unless(canary.dynamicStableScale, false, "dynamicStableScale"),
    ...(written.scaleDownDelay ? { scaleDownDelaySeconds: canary.scaleDownDelaySeconds } : {}),
    ...(written.abortScaleDownDelay ? { abortScaleDownDelaySeconds: canary.abortScaleDownDelaySeconds ?? 30 } : {}),
    ...unless(canary.minPodsPerReplicaSet, null, "minPodsPerReplicaSet"),
    ...unless(canary.threshold, null, "replicaProgressThreshold"),
    ...(canary.pingPong ? { pingPong: { pingService: "ping", pongService: "pong" } } : {}),
    ...(background === null ? {} : { analysis: printAnalysis(background) }),
    steps: canary.steps.map(printStep),
  };
}

function routing({ trafficRouter, maxTrafficWeight, steps }: CanaryStrategy): object {
  const routers = trafficRouter.map((router) => [router, router === "alb" ? { rootService: "root" } : {}]);
  const routes = managedRoutes(steps);
  return {
    ...Object.fromEntries(routers),
    ...unless(maxTrafficWeight, 100, "maxTrafficWeight"),
    ...(routes.length === 0 ? {} : { managedRoutes: routes.map((name) => ({ name })) }),
  };
}

function blueGreenOf(blueGreen: BlueGreenStrategy): object {
  const { activeService, previewService, prePromotion, postPromotion } = blueGreen;
  return {
    activeService,
    ...unless(previewService, "", "previewService"),
    ...unless(blueGreen.previewReplicaCount, null, "previewReplicaCount"),
    ...unless(blueGreen.autoPromotionEnabled, true, "autoPromotionEnabled"),
    ...unless(blueGreen.autoPromotionSeconds, 0, "autoPromotionSeconds"),
    ...unless(blueGreen.scaleDownDelaySeconds, 30, "scaleDownDelaySeconds"),
    ...unless(blueGreen.abortScaleDownDelaySeconds, 30, "abortScaleDownDelaySeconds"),
    ...(prePromotion === null ? {} : { prePromotionAnalysis: printAnalysis(prePromotion) }),
    ...(postPromotion === null ? {} : { postPromotionAnalysis: printAnalysis(postPromotion) }),
  };
}
