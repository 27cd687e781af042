import type { LoadTest } from "../../model/index.ts";
import { printDocuments } from "../printDocuments.ts";
import { unless } from "../unless.ts";
import type { FlaggerHook, FlaggerMetric, FlaggerPolicy, FlaggerTemplate, SessionAffinity } from "./policy.ts";

/**
 * The Canary, and the MetricTemplates that it knows, as a text that reads back as the same policy. Fields that mean
 * nothing to a rollout (labels, ports, the conditions of an A/B match) were not kept, so they are filled in.
 */
export function print(policy: FlaggerPolicy): string {
  const { name, namespace, metrics } = policy;
  const canary = {
    apiVersion: "flagger.app/v1beta1",
    kind: "Canary",
    metadata: { name, ...unless(namespace, "", "namespace") },
    spec: specOf(policy),
  };
  const templates = new Map(
    metrics.flatMap(({ template }) => (template === null ? [] : [[keyOf(template), template]])),
  );
  const documents = [canary, ...[...templates.values()].flatMap(templateOf)];
  return printDocuments(documents);
}

function specOf(policy: FlaggerPolicy): object {
  const { targetKind, targetName, apexService } = policy;
  return {
    provider: policy.provider,
    targetRef: { apiVersion: "apps/v1", kind: targetKind, name: targetName },
    ...(policy.autoscaled
      ? { autoscalerRef: { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", name: targetName } }
      : {}),
    service: { name: apexService, port: 80 },
    ...unless(policy.progressDeadlineSeconds, 600, "progressDeadlineSeconds"),
    ...unless(policy.skipAnalysis, false, "skipAnalysis"),
    ...unless(policy.suspend, false, "suspend"),
    ...(policy.written.canaryAnalysis ? { canaryAnalysis: {} } : {}),
    analysis: analysisOf(policy),
  };
}

function analysisOf(policy: FlaggerPolicy): object {
  return {
    interval: policy.written.interval,
    threshold: policy.threshold,
    ...planOf(policy),
    ...unless(policy.maxWeight, 0, "maxWeight"),
    ...unless(policy.stepWeightPromotion, 0, "stepWeightPromotion"),
    ...(policy.written.match ? { match: [{ headers: {} }] } : {}),
    ...unless(policy.mirror, false, "mirror"),
    ...unless(policy.mirrorWeight, 0, "mirrorWeight"),
    ...unless(policy.primaryReadyThreshold, 100, "primaryReadyThreshold"),
    ...unless(policy.canaryReadyThreshold, 100, "canaryReadyThreshold"),
    metrics: policy.metrics.map(metricOf),
    ...(policy.hooks.length === 0 ? {} : { webhooks: policy.hooks.map(hookOf) }),
    ...(policy.alerts.length === 0
      ? {}
      : { alerts: policy.alerts.map(({ name, severity }) => ({ name, ...unless(severity, "", "severity") })) }),
    ...(policy.sessionAffinity === null ? {} : { sessionAffinity: affinityOf(policy.sessionAffinity) }),
  };
}

/** F1.4: exactly one of three. */
function planOf({ written, stepWeight, stepWeights }: FlaggerPolicy): object {
  if (written.iterations !== null) return { iterations: written.iterations };
  return stepWeights.length > 0 ? { stepWeights } : { stepWeight };
}

function metricOf({ name, interval, range, threshold, query, template }: FlaggerMetric): object {
  const bounds = range === null ? null : { ...unless(range.min, null, "min"), ...unless(range.max, null, "max") };
  return {
    name,
    ...unless(interval, "", "interval"),
    ...unless(bounds, null, "thresholdRange"),
    ...unless(threshold, null, "threshold"),
    ...unless(query, "", "query"),
    ...(template === null
      ? {}
      : { templateRef: { name: template.name, ...unless(template.namespace, "", "namespace") } }),
  };
}

/** A command of the same rate: how many workers share it makes no difference here. */
function commandOf({ perSecond, for: span }: LoadTest): string {
  return `hey -z ${span}ms -q ${perSecond} -c 1 http://app-canary/`;
}

/** F7.1: the schema wants digits and then `m` or `s`, which a leading `0m` gives to every duration. */
function hookOf({ name, type, url, timeoutMs, retries, muteAlert, load }: FlaggerHook): object {
  return {
    name,
    type,
    url,
    timeout: Number.isInteger(timeoutMs) ? `${timeoutMs}ms` : `0m${timeoutMs}ms`,
    ...unless(retries, 0, "retries"),
    ...unless(muteAlert, false, "muteAlert"),
    ...(load === null ? {} : { metadata: { cmd: commandOf(load) } }),
  };
}

function affinityOf({ cookieName, primaryCookieName, maxAgeSeconds }: SessionAffinity): object {
  return { cookieName, ...unless(primaryCookieName, "", "primaryCookieName"), maxAge: maxAgeSeconds };
}

/** A template that the file does not hold has neither provider nor query. */
function templateOf({ name, namespace, provider, query }: FlaggerTemplate): readonly object[] {
  if (provider === "" && query === "") return [];
  return [
    {
      apiVersion: "flagger.app/v1beta1",
      kind: "MetricTemplate",
      metadata: { name, ...unless(namespace, "", "namespace") },
      spec: { provider: { type: provider }, query },
    },
  ];
}

function keyOf({ name, namespace }: FlaggerTemplate): string {
  return `${namespace}/${name}`;
}
