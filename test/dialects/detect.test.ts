/**
 * Whose text this is. What is another tool's is named at its place, placeholders that are left over are named as such,
 * and pieces of a manifest can be wrapped. The one-line change that must break this file: take a group out of
 * `foreignKinds.ts`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { detect, readPolicy, wrapFragment } from "../../src/core/index.ts";

const at = (text: string): readonly string[] => {
  const read = readPolicy(text, { label: "x" });
  return read.ok ? [] : read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

const kindOf = (apiVersion: string, kind: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n`;

/** A text of another tool, where it is told by, and what it is called. */
const foreign: readonly (readonly [text: string, place: string, what: string])[] = [
  [kindOf("networking.istio.io/v1", "VirtualService"), "2:7", "an Istio VirtualService"],
  [kindOf("networking.istio.io/v1alpha3", "DestinationRule"), "2:7", "an Istio DestinationRule"],
  ["kind: VirtualService\n", "1:7", "an Istio VirtualService"],
  [kindOf("gateway.networking.k8s.io/v1", "HTTPRoute"), "2:7", "a Gateway API HTTPRoute"],
  [kindOf("apps/v1", "Deployment"), "2:7", "a Kubernetes Deployment"],
  [kindOf("v1", "Service"), "2:7", "a Kubernetes Service"],
  [kindOf("serving.knative.dev/v1", "Service"), "2:7", "a Knative Service"],
  [kindOf("networking.k8s.io/v1", "Ingress"), "2:7", "a Kubernetes Ingress"],
  [
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  annotations:\n    nginx.ingress.kubernetes.io/canary: "true"\n',
    "2:7",
    "an ingress-nginx canary",
  ],
  [kindOf("kustomize.config.k8s.io/v1beta1", "Kustomization"), "2:7", "a Kustomize Kustomization"],
  [kindOf("split.smi-spec.io/v1alpha2", "TrafficSplit"), "2:7", "an SMI TrafficSplit"],
  [kindOf("traefik.io/v1alpha1", "TraefikService"), "2:7", "a Traefik TraefikService"],
  [kindOf("rollouts.kruise.io/v1beta1", "Rollout"), "2:7", "an OpenKruise Rollout"],
  [kindOf("deploy.cloud.google.com/v1", "DeliveryPipeline"), "2:7", "a Google Cloud Deploy DeliveryPipeline"],
  ["apiVersion: v2\nname: chart\nversion: 1.0.0\n", "1:13", "a Helm Chart.yaml"],
  [
    "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: !Ref H\n      DeploymentPreference: { Type: Canary10Percent5Minutes }\n",
    "6:29",
    "a SAM template with a DeploymentPreference",
  ],
  [
    "Resources:\n  G:\n    Type: AWS::CodeDeploy::DeploymentGroup\n",
    "3:11",
    "a CloudFormation template with a CodeDeploy",
  ],
  ["Resources:\n  A:\n    Type: AWS::Lambda::Alias\n", "3:11", "a CloudFormation template with a Lambda alias"],
  ["Resources:\n  A:\n    Type: AWS::ECS::Service\n", "3:11", "a CloudFormation template with an ECS service"],
  ["AWSTemplateFormatVersion: '2010-09-09'\n", "1:27", "a CloudFormation template"],
  ["DeploymentPreference:\n  Type: AllAtOnce\n", "2:3", "a SAM DeploymentPreference"],
  ["version: 0.0\nResources:\n  - f: { Type: AWS::Lambda::Function }\n", "1:10", "a CodeDeploy AppSpec"],
  ["version: 0.0\nos: linux\nhooks: {}\n", "1:10", "a CodeDeploy AppSpec"],
  ['{"trafficRoutingConfig": {"type": "TimeBasedCanary"}}', "1:26", "a CodeDeploy configuration"],
  ['{"AdditionalVersionWeights": {"2": 0.05}}', "1:30", "a Lambda alias routing"],
  ['{"family": "a", "containerDefinitions": []}', "1:41", "an ECS service"],
  ['{"stages": [{"type": "kayentaCanary"}]}', "1:22", "a Spinnaker pipeline"],
  ['{"metrics": [], "classifier": {}, "judge": {"name": "NetflixACAJudge-v1.0"}}', "1:31", "a Kayenta canary config"],
  ["slug: a\nworld: {}\npolicies: {}\n", "1:7", "a scenario of ours"],
];

describe("a text of another tool", () => {
  test.each(foreign)("%s", (text, place, what) => {
    const said = at(text);
    expect(said.length).toBeGreaterThan(0);
    expect(said[0]).toContain(`${place} expected a Flagger Canary, an Argo Rollout or a policy of our own`);
    expect(said[0]).toContain(`found ${what}`);
  });

  test("is passed over in a bundle that has a policy", () => {
    const folder = new URL("../../scenarios/manifests/", import.meta.url);
    const names = readdirSync(folder);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const text = readFileSync(new URL(name, folder), "utf8");
      const tool = name.startsWith("argo") ? "argo" : name.startsWith("podinfo") ? "flagger" : "native";
      expect(detect(text)).toEqual({ type: "dialect", name: tool });
      expect(detect(`${kindOf("apps/v1", "Deployment")}---\n${text}`)).toEqual({ type: "dialect", name: tool });
    }
  });

  test("that nobody knows is said to be what it is", () => {
    expect(at("")).toEqual([expect.stringContaining("1:1 expected a Flagger Canary")]);
    expect(at("- a\n")[0]).toContain("1:1 ");
    expect(at("hello")[0]).toContain("found plain text");
    expect(at("a: 1\n")[0]).toContain("found a document without a kind");
    expect(at("kind: Mystery\n")[0]).toContain('found kind "Mystery"');
  });
});

const analysis = "analysis:\n  interval: 1m\n  threshold: 5\n  stepWeight: 10\n";

/** As envsubst has it. */
const placeholder = "$" + "{STEP}";

describe("what is left over of a template", () => {
  test("of Helm is named, in quotes and where it breaks the text", () => {
    expect(at('a: "{{ .Values.weight }}"\n')).toEqual([expect.stringMatching(/^1:4 .*helm template/)]);
    expect(at("native:\n  steps:\n    - { weight: {{ .Values.weight }}, for: 3m }\n")[0]).toMatch(/^3:.*helm template/);
    expect(at("{{- if .Values.canary }}\nkind: Canary\n{{- end }}\n")[0]).toMatch(/^1:.*helm template/);
  });

  test("of Kustomize or envsubst is named beside what it spoils", () => {
    const text = readFileSync(new URL("../../scenarios/manifests/podinfo-canary.yaml", import.meta.url), "utf8");
    const spoilt = text.replace(/stepWeight: \d+/, `stepWeight: ${placeholder}`);
    expect(spoilt).not.toBe(text);
    expect(at(spoilt)[0]).toMatch(/found "\$\{STEP\}"; \$\{STEP\} is still a placeholder/);
    expect(at(spoilt.replace(placeholder, "$(STEP)"))[0]).toMatch(/\$\(STEP\) is still a placeholder/);
  });

  test("that belongs to the tool is no leftover", () => {
    const argo = readFileSync(new URL("../../scenarios/manifests/argo-guestbook.yaml", import.meta.url), "utf8");
    expect(argo).toContain("{{args.");
    expect(at(argo)).toEqual([]);
    const template =
      "---\nkind: MetricTemplate\nmetadata: { name: m }\nspec: { query: 'rate({{ target }}[{{ interval }}])' }\n";
    const canary = readFileSync(new URL("../../scenarios/manifests/podinfo-canary.yaml", import.meta.url), "utf8");
    expect(at(canary + template)).toEqual([]);
  });
});

/** Pieces that people cut out, with the dialect that they are of. */
const fragments: readonly (readonly [text: string, dialect: string])[] = [
  [analysis, "flagger"],
  ["interval: 1m\nthreshold: 5\nstepWeight: 10\n", "flagger"],
  [
    `spec:\n  targetRef: { apiVersion: apps/v1, kind: Deployment, name: a }\n  service: { port: 80 }\n  ${analysis.replaceAll("\n", "\n  ").trimEnd()}\n`,
    "flagger",
  ],
  [`targetRef: { apiVersion: apps/v1, kind: Deployment, name: a }\n${analysis}`, "flagger"],
  ["steps:\n- setWeight: 20\n- pause: { duration: 5m }\n", "argo"],
  ["canary:\n  steps:\n  - setWeight: 20\n", "argo"],
  ["strategy:\n  canary:\n    steps:\n    - setWeight: 20\n", "argo"],
  ["spec:\n  strategy:\n    canary:\n      steps:\n      - setWeight: 20\n", "argo"],
  ["metadata:\n  name: mine\nspec:\n  strategy:\n    canary: { steps: [{ setWeight: 20 }] }\n", "argo"],
  ["steps:\n  - { weight: 1%, for: 3m }\njudges: []\n", "native"],
];

describe("a piece of a manifest", () => {
  test.each(fragments)("%s", (text, dialect) => {
    expect(at(text).length).toBeGreaterThan(0);
    for (const said of at(text)) expect(said).toMatch(/^\d+:\d+ ./);
    const wrapped = wrapFragment(text) ?? "";
    const read = readPolicy(wrapped, { label: "x" });
    if (!read.ok) throw new Error(`${wrapped}\n${JSON.stringify(read.problems)}`);
    expect(read.value.dialect).toBe(dialect);
  });

  test("is nothing else: a whole manifest and another tool's are not wrapped", () => {
    for (const text of ["kind: Canary\n", foreign[0]?.[0] ?? "", "", "native: {}\n"])
      expect(wrapFragment(text)).toBeNull();
  });
});
