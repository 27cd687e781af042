import type { Policy } from "../../core/model/index.ts";

/** Names of routers that policies mention, as their makers write them. */
const names: Readonly<Record<string, string>> = {
  istio: "Istio",
  linkerd: "Linkerd",
  appmesh: "App Mesh",
  contour: "Contour",
  gloo: "Gloo",
  nginx: "NGINX",
  skipper: "Skipper",
  traefik: "Traefik",
  osm: "Open Service Mesh",
  kuma: "Kuma",
  apisix: "APISIX",
  knative: "Knative",
  alb: "AWS ALB",
  smi: "SMI mesh",
  ambassador: "Ambassador",
  kubernetes: "Kubernetes",
  gatewayapi: "Gateway API",
};

/** What stands between users and pools: the policy's own word where it names one, else `balancer`. */
export function balancerName({ source }: Policy): string {
  const flagger = /^\s*provider:\s*["']?([\w-]+)/m.exec(source)?.[1];
  const argo = /^\s*trafficRouting:\s*\n\s*(\w+):/m.exec(source)?.[1];
  const said = (flagger ?? argo ?? "").toLowerCase();
  const known = Object.keys(names).find((name) => said.startsWith(name));
  return known === undefined ? "balancer" : (names[known] ?? "balancer");
}
