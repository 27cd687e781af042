import type { MapTree, Tree } from "./tree.ts";
import { textUnder, under } from "./treeQueries.ts";

/** Something that a person brought, and where its text says so. */
export interface Foreign {
  /** With an article: `an Istio VirtualService`. */
  readonly what: string;
  /** What to do with it, as a clause after a colon; empty where nothing better than a refusal is known. */
  readonly hint: string;
  readonly tree: Tree;
}

/** Groups of `apiVersion`, longest name first where one is the end of another, with the tool that owns them. */
const groups: readonly (readonly [group: string, tool: string])[] = [
  ["networking.istio.io", "Istio"],
  ["security.istio.io", "Istio"],
  ["gateway.networking.k8s.io", "Gateway API"],
  ["serving.knative.dev", "Knative"],
  ["kustomize.config.k8s.io", "Kustomize"],
  ["split.smi-spec.io", "SMI"],
  ["specs.smi-spec.io", "SMI"],
  ["policy.linkerd.io", "Linkerd"],
  ["traefik.io", "Traefik"],
  ["traefik.containo.us", "Traefik"],
  ["projectcontour.io", "Contour"],
  ["gateway.solo.io", "Gloo"],
  ["apisix.apache.org", "APISIX"],
  ["kuma.io", "Kuma"],
  ["appmesh.k8s.aws", "App Mesh"],
  ["elbv2.k8s.aws", "AWS Load Balancer Controller"],
  ["getambassador.io", "Ambassador"],
  ["rollouts.kruise.io", "OpenKruise"],
  ["deploy.cloud.google.com", "Google Cloud Deploy"],
  ["pipecd.dev", "PipeCD"],
  ["lifecycle.keptn.sh", "Keptn"],
  ["core.openfeature.dev", "flagd"],
  ["monitoring.coreos.com", "Prometheus Operator"],
  ["keda.sh", "KEDA"],
  ["kustomize.toolkit.fluxcd.io", "Flux"],
  ["helm.toolkit.fluxcd.io", "Flux"],
  ["source.toolkit.fluxcd.io", "Flux"],
  ["networking.k8s.io", "Kubernetes"],
  ["autoscaling", "Kubernetes"],
  ["apps", "Kubernetes"],
  ["batch", "Kubernetes"],
  ["v1", "Kubernetes"],
];

const routes = "it splits traffic and decides nothing, so bring the policy that moves its weights";
const hints: Readonly<Record<string, string>> = {
  Istio: routes,
  "Gateway API": routes,
  Knative: routes,
  SMI: routes,
  Kustomize: "render it first, e.g. with `kustomize build`, and use the result",
  Kubernetes: "a rolling update looks at readiness alone, and is not simulated yet",
};

/** A Kubernetes document of another tool, by `apiVersion` and `kind`. */
export function foreignKind(map: MapTree): Foreign | null {
  const kind = textUnder(map, "kind");
  const version = textUnder(map, "apiVersion");
  const tree = under(map, "kind") ?? under(map, "apiVersion");
  if (tree === undefined) return null;
  if (version === "v2" && kind === "" && textUnder(map, "name") !== "")
    return {
      what: "a Helm Chart.yaml",
      hint: "render the chart first, e.g. with `helm template`, and use the result",
      tree,
    };
  if (kind === "Ingress" && canaryAnnotations(map)) return { what: "an ingress-nginx canary", hint: routes, tree };
  const [, tool] = groups.find(([group]) => version === group || version.startsWith(`${group}/`)) ?? [];
  const owner = tool ?? (version === "" ? bareKinds[kind] : undefined);
  if (owner === undefined) return null;
  return { what: `${article(owner)} ${owner} ${kind === "" ? "document" : kind}`, hint: hints[owner] ?? "", tree };
}

/** Kinds that people paste without their `apiVersion`, where one tool alone has them. */
const bareKinds: Readonly<Record<string, string>> = {
  VirtualService: "Istio",
  DestinationRule: "Istio",
  HTTPRoute: "Gateway API",
  GRPCRoute: "Gateway API",
  Ingress: "Kubernetes",
  Deployment: "Kubernetes",
  StatefulSet: "Kubernetes",
  DaemonSet: "Kubernetes",
  Service: "Kubernetes",
  HorizontalPodAutoscaler: "Kubernetes",
  Kustomization: "Kustomize",
  TrafficSplit: "SMI",
};

function canaryAnnotations(map: MapTree): boolean {
  const annotations = under(map, "metadata", "annotations");
  if (annotations?.kind !== "map") return false;
  return [...annotations.fields.keys()].some((key) => /^nginx\.ingress\.kubernetes\.io\/canary/.test(key));
}

function article(word: string): string {
  return /^[AEIO]/.test(word) || word === "SMI" ? "an" : "a";
}
