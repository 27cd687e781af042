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

/** What stands between users and pools: the router that the policy was read to name, else `balancer`. */
export function balancerName({ value }: Policy): string {
  const said = typeof value === "object" && value !== null && "provider" in value ? String(value.provider) : "";
  const maker = said.toLowerCase().split(":")[0] ?? "";
  const known = Object.keys(names).find((name) => maker.startsWith(name));
  return known === undefined ? "balancer" : (names[known] ?? "balancer");
}
