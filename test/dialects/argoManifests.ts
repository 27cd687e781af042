import { readBundle } from "../../src/core/dialects/argo/manifest.ts";
import type { ArgoPolicy } from "../../src/core/dialects/argo/policy.ts";

/** A Rollout around a strategy, which starts on line 7 at column 5. */
export function rollout(strategy: string, spec = "replicas: 10"): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
spec:
  ${spec}
  strategy:
${indented(strategy, 4)}
`;
}

/** A canary's body, which starts on line 9 at column 7. */
export function canary(body: string, spec?: string): string {
  return rollout(`canary:\n${indented(body, 2)}`, spec);
}

/** An AnalysisTemplate with one metric. */
export function template(metric: string, name = "t"): string {
  return `---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: ${name}
spec:
  metrics:
  - ${indented(metric, 2).trimStart()}
`;
}

export function indented(text: string, by: number): string {
  return text
    .trim()
    .split("\n")
    .map((line) => `${" ".repeat(by)}${line}`)
    .join("\n");
}

export const nginx = "canaryService: a\nstableService: b\ntrafficRouting: {nginx: {stableIngress: web}}";

export const rate =
  'sum(rate(http_requests_total{service="{{args.service}}",code!~"5.."}[1m])) / sum(rate(http_requests_total{service="{{args.service}}"}[1m]))';

/** A bundle with everything that a canary's tests want: weights, pauses, both kinds of analysis. */
export const rich = `${canary(`${nginx}
analysis:
  startingStep: 1
  templates: [{templateName: latency}]
  dryRun: [{metricName: p99}]
steps:
- setWeight: 20
- pause: {duration: 1m}
- analysis:
    templates: [{templateName: t}]
    args: [{name: service, value: web-canary}]
- setWeight: 50
- pause: {}`)}${template(`name: success-rate
  interval: 30s
  count: 3
  failureLimit: 1
  successCondition: result[0] >= 0.95
  failureCondition: result[0] < 0.9
  provider:
    prometheus:
      address: http://prometheus.example
      query: '${rate.replaceAll("{{args.service}}", "{{ args.service }}")}'`).replace(
  "spec:\n",
  "spec:\n  args: [{name: service}]\n",
)}${template(
  `name: p99
  interval: 1m
  failureCondition: len(result) > 0 and result[0] > 0.5
  provider: {prometheus: {address: x, query: 'histogram_quantile(0.99, sum by (le) (rate(canary_seconds_bucket[1m])))'}}`,
  "latency",
)}`;

export const blueGreen = rollout(`blueGreen:
  activeService: a
  previewService: b
  autoPromotionEnabled: false`);

export function policyOf(text: string): ArgoPolicy {
  const result = readBundle(text);
  if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `line ${line}: ${message}`).join(" "));
  return result.value;
}
