import { blueGreen, canary, rich, template } from "./argoManifests.ts";
import type { Corpus } from "./mutations.ts";

const basic = `${canary("maxSurge: 25%\nsteps:\n- setWeight: 30\n- pause: {duration: 10}\n- analysis: {templates: [{templateName: t}]}")}${template("name: m\n  count: 2\n  interval: 30s\n  successCondition: result[0] > 1\n  provider: {web: {url: x}}")}`;

export const argoCorpus: Corpus = {
  texts: [rich, basic, blueGreen],
  snippets: ["*a", "{{args.x}}", "9".repeat(20)],
  swaps: [
    ["10", "0"],
    ["10", "-1"],
    ["20", "200"],
    ["50", "null"],
    ["1m", "1d"],
    ["30s", "30"],
    ["count: 3", "count: '{{args.n}}'"],
    ["count: 3", "count: 1000000000"],
    ["failureLimit: 1", "failureLimit: -1"],
    ["failureLimit: 1", "consecutiveSuccessLimit: 2"],
    ["setWeight:", "setCanaryScale:"],
    ["setWeight: 20", "setCanaryScale: {replicas: 3}"],
    ["setWeight: 50", "plugin: {name: x}"],
    ["pause: {}", "experiment: {duration: 1m, analyses: [{name: e, templateName: t}]}"],
    ["nginx", "istio"],
    ["nginx", "mystery"],
    ["templateName: t", "templateName: gone"],
    ["prometheus", "datadog"],
    ["prometheus", "job"],
    ["result[0]", "result"],
    [">= 0.95", ">="],
    ["metricName: p99", "metricName: '*'"],
    ["startingStep: 1", "startingStep: 99"],
    ["service", "other"],
    ["AnalysisTemplate", "ClusterAnalysisTemplate"],
    ["replicas: 10", "replicas: 1"],
    ["replicas: 10", "replicas: 100000"],
    ["replicas: 10", "paused: true"],
    ["steps:", "dynamicStableScale: true\n      steps:"],
    ["autoPromotionEnabled: false", "autoPromotionSeconds: 30"],
    ["autoPromotionEnabled: false", "previewReplicaCount: 1"],
    ["maxSurge: 25%", "maxSurge: '3'"],
  ],
};
