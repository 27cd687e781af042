import { firstAnalysisLine as at, canary, plain } from "./canaryManifest.ts";

export interface BrokenManifest {
  readonly what: string;
  readonly manifest: string;
  /** `line:column` of every problem. */
  readonly at: readonly string[];
  /** Words of the first message. */
  readonly says: RegExp;
}

export const steps = "interval: 1m\nthreshold: 3\nstepWeight: 10\n";
export const argo = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata:\n  name: web\nspec: {}\n";

export const brokenManifests: readonly BrokenManifest[] = [
  { what: "nothing", manifest: "", at: ["1:1"], says: /found an empty file/ },
  { what: "plain text", manifest: "hello there", at: ["1:1"], says: /found plain text/ },
  { what: "a list", manifest: "- a\n- b\n", at: ["1:1"], says: /found a list/ },
  { what: "an Argo Rollout", manifest: argo, at: ["2:7"], says: /found "Rollout", which belongs to Argo Rollouts/ },
  { what: "an Istio route", manifest: "kind: VirtualService\n", at: ["1:7"], says: /belongs to Istio/ },
  { what: "a lone template", manifest: "kind: MetricTemplate\n", at: ["1:7"], says: /used by a Canary/ },
  { what: "two wrong documents", manifest: `kind: Deployment\n---\n${argo}`, at: ["1:7", "4:7"], says: /Kubernetes/ },
  {
    what: "the inside of a document",
    manifest: "spec:\n  analysis: {}\n",
    at: ["1:1"],
    says: /without "apiVersion: flagger.app\/v1beta1", "kind: Canary"/,
  },
  { what: "the inside of a spec", manifest: "analysis:\n  interval: 1m\n", at: ["1:1"], says: /inside of its spec/ },
  {
    what: "the inside of an analysis",
    manifest: "interval: 1m\nstepWeight: 5\n",
    at: ["1:1"],
    says: /inside of its analysis/,
  },
  {
    what: "an old API version",
    manifest: plain.replace("v1beta1", "v1alpha3"),
    at: ["1:13"],
    says: /found "flagger.app\/v1alpha3"/,
  },
  {
    what: "no analysis",
    manifest: plain.slice(0, plain.indexOf("  analysis:")),
    at: ["6:3"],
    says: /expected spec.analysis, found none/,
  },
  {
    what: "only the old name of analysis",
    manifest: plain.replace("  analysis:", "  canaryAnalysis:"),
    at: [`${at}:5`],
    says: /deprecated name canaryAnalysis/,
  },
  {
    what: "no target",
    manifest: canary(steps).replace(/ {2}targetRef:\n( {4}.*\n)+?(?= {2}service)/, ""),
    at: ["6:3"],
    says: /spec.targetRef/,
  },
  {
    what: "half a target",
    manifest: canary(steps).replace("    name: web\n  service", "  service"),
    at: ["7:5"],
    says: /found no name/,
  },
  {
    what: "a target that cannot be rolled out",
    manifest: canary(steps).replace("kind: Deployment", "kind: StatefulSet"),
    at: ["8:11"],
    says: /found "StatefulSet"/,
  },
  {
    what: "no port",
    manifest: canary(steps).replace("port: 80", "portName: http"),
    at: ["11:5"],
    says: /service with a port/,
  },
  { what: "an unknown provider", manifest: canary(steps, "provider: haproxy"), at: ["12:13"], says: /found "haproxy"/ },
  {
    what: "no strategy",
    manifest: canary("interval: 1m\nthreshold: 3\n"),
    at: [`${at}:5`],
    says: /found none of them/,
  },
  {
    what: "two strategies",
    manifest: canary(`${steps}iterations: 5\n`),
    at: [`${at + 2}:17`],
    says: /iterations and stepWeight/,
  },
  {
    what: "no interval and no threshold",
    manifest: canary("stepWeight: 5\n"),
    at: [`${at}:5`],
    says: /found no interval and no threshold/,
  },
  { what: "hours", manifest: canary(steps.replace("1m", "1h")), at: [`${at}:15`], says: /found "1h"/ },
  {
    what: "a number as interval",
    manifest: canary(steps.replace("1m", "60")),
    at: [`${at}:15`],
    says: /expected a duration such as 1m or 60s, found 60/,
  },
  {
    what: "a weight in quotes",
    manifest: canary(steps.replace("10", '"10"')),
    at: [`${at + 2}:17`],
    says: /expected a number, found "10"/,
  },
  {
    what: "a fraction of a percent",
    manifest: canary(steps.replace("10", "0.5")),
    at: [`${at + 2}:17`],
    says: /whole number, found 0.5/,
  },
  {
    what: "words in stepWeights",
    manifest: canary("interval: 1m\nthreshold: 3\nstepWeights: [1, five, 10]\n"),
    at: [`${at + 2}:22`],
    says: /whole number, found "five"/,
  },
  {
    what: "a metric without a name",
    manifest: canary(`${steps}metrics:\n- interval: 1m\n`),
    at: [`${at + 4}:7`],
    says: /metric with a name/,
  },
  {
    what: "metrics that are no list",
    manifest: canary(`${steps}metrics:\n  name: a\n`),
    at: [`${at + 4}:7`],
    says: /expected a list, found a map/,
  },
  {
    what: "a metric window in hours",
    manifest: canary(`${steps}metrics:\n- name: a\n  interval: 1h\n`),
    at: [`${at + 5}:17`],
    says: /found "1h"/,
  },
  {
    what: "a webhook without url",
    manifest: canary(`${steps}webhooks:\n- name: a\n`),
    at: [`${at + 4}:7`],
    says: /found no url/,
  },
  {
    what: "a webhook of another type",
    manifest: canary(`${steps}webhooks:\n- {name: a, url: x, type: skip}\n`),
    at: [`${at + 4}:31`],
    says: /found "skip"/,
  },
  {
    what: "a loud alert",
    manifest: canary(`${steps}alerts:\n- {name: a, severity: critical}\n`),
    at: [`${at + 4}:27`],
    says: /info, warn or error/,
  },
  {
    what: "affinity without cookie",
    manifest: canary(`${steps}sessionAffinity: {maxAge: 1}\n`),
    at: [`${at + 3}:22`],
    says: /cookieName/,
  },
  {
    what: "one cookie for both",
    manifest: canary(`${steps}sessionAffinity:\n  cookieName: a\n  primaryCookieName: a\n`),
    at: [`${at + 5}:26`],
    says: /two different cookie names/,
  },
  { what: "a key twice", manifest: canary(`${steps}stepWeight: 5\n`), at: [`${at + 3}:5`], says: /"stepWeight" twice/ },
  { what: "a tab", manifest: canary(steps).replace("    threshold", "\tthreshold"), at: [`${at + 1}:1`], says: /tab/ },
  {
    what: "an open quote",
    manifest: canary(steps).replace("name: web\nspec", 'name: "web\nspec'),
    at: ["16:1"],
    says: /closing quote/,
  },
  {
    what: "a Helm template",
    manifest: canary(steps).replace("name: web\nspec", "name: {{ .Values.name }}\nspec"),
    at: ["4:10"],
    says: /render it first/,
  },
  {
    what: "a Helm condition",
    manifest: `{{- if .Values.canary }}\n${plain}{{- end }}\n`,
    at: ["1:3"],
    says: /render it first/,
  },
  {
    what: "Helm in quotes",
    manifest: canary(steps).replace("port: 80", 'port: 80\n    name: "{{ .Release.Name }}"'),
    at: ["12:11"],
    says: /render it first/,
  },
  {
    what: "an alias without anchor",
    manifest: canary(`${steps}metrics: *none\n`),
    at: [`${at + 3}:14`],
    says: /anchor &none/,
  },
  { what: "five megabytes", manifest: "a".repeat(5_000_000), at: ["1:1"], says: /at most 1 MiB/ },
  { what: "deep brackets", manifest: `a: ${"[".repeat(9000)}`, at: ["1:1"], says: /64 levels of nesting/ },
  { what: "an alias bomb", manifest: bomb(), at: ["4:36"], says: /aliases to stand for at most 10,000 values/ },
];

function bomb(): string {
  const names = "abcdefgh".split("");
  const levels = names
    .slice(1)
    .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${names[index]}`).join(", ")}]`);
  return `a: &a [x, ${Array(9).fill("lol").join(", ")}]\n${levels.join("\n")}\n`;
}
