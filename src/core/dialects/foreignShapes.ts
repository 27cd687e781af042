import type { Foreign } from "./foreignKinds.ts";
import type { MapTree, Tree } from "./tree.ts";
import { hasAny, itemsUnder, textUnder, under } from "./treeQueries.ts";

/** A document without `kind`, by the fields that only one tool's files have. */
export function foreignShape(map: MapTree): Foreign | null {
  for (const { what, hint, find } of shapes) {
    const tree = find(map);
    if (tree !== undefined) return { what, hint, tree };
  }
  return null;
}

interface Shape {
  readonly what: string;
  readonly hint: string;
  /** What shows it; undefined where the document is something else. */
  find(map: MapTree): Tree | undefined;
}

const notYet = "AWS deployments are not simulated yet";

const shapes: readonly Shape[] = [
  { what: "a SAM template with a DeploymentPreference", hint: notYet, find: (map) => preferenceIn(map) },
  { what: "a CloudFormation template with a CodeDeploy deployment", hint: notYet, find: typed("AWS::CodeDeploy::") },
  { what: "a CloudFormation template with a Lambda alias", hint: notYet, find: typed("AWS::Lambda::Alias") },
  { what: "a CloudFormation template with an ECS service", hint: notYet, find: typed("AWS::ECS::Service") },
  {
    what: "a CloudFormation template",
    hint: "it has no deployment policy that is known here",
    find: (map) => under(map, "AWSTemplateFormatVersion") ?? typed("AWS::")(map),
  },
  { what: "a SAM DeploymentPreference", hint: notYet, find: (map) => under(map, "DeploymentPreference") },
  { what: "a CodeDeploy AppSpec", hint: notYet, find: appSpec },
  { what: "a CodeDeploy configuration", hint: notYet, find: any("deploymentConfigName", "trafficRoutingConfig") },
  { what: "a Lambda alias routing", hint: notYet, find: any("AdditionalVersionWeights", "RoutingConfig") },
  {
    what: "an ECS service",
    hint: notYet,
    find: any("taskDefinition", "containerDefinitions", "deploymentConfiguration"),
  },
  { what: "a Spinnaker pipeline", hint: "its canary stage is not simulated yet", find: spinnaker },
  {
    what: "a Kayenta canary config",
    hint: "write its judge as native: with kind: kayenta",
    find: (map) => (hasAny(map, ["classifier", "canaryConfig"]) ? any("classifier", "canaryConfig")(map) : undefined),
  },
  { what: "a Kayenta canary config", hint: "write its judge as native: with kind: kayenta", find: any("judge") },
  {
    what: "a Kustomization",
    hint: "render it first, e.g. with `kustomize build`",
    find: any("patchesStrategicMerge", "kustomize"),
  },
  {
    what: "an Envoy configuration",
    hint: "it routes and decides nothing",
    find: any("static_resources", "weighted_clusters"),
  },
  {
    what: "a flagd flag set",
    hint: "flags are not simulated yet",
    find: (map) => (map.fields.has("flags") ? under(map, "flags") : undefined),
  },
  {
    what: "a scenario of ours",
    hint: "run it by its name or path, without --policy",
    find: (map) =>
      hasAny(map, ["world", "policies"]) && hasAny(map, ["slug", "about"]) ? (under(map, "slug") ?? map) : undefined,
  },
  {
    what: "a Docker Compose file",
    hint: "",
    find: (map) =>
      map.fields.size > 0 && hasAny(map, ["services"]) && !hasAny(map, ["world"]) ? under(map, "services") : undefined,
  },
  { what: "a GitHub workflow", hint: "", find: (map) => (map.fields.has("jobs") ? under(map, "jobs") : undefined) },
];

function any(...keys: readonly string[]) {
  return (map: MapTree): Tree | undefined => keys.map((key) => under(map, key)).find((tree) => tree !== undefined);
}

/** The `Type` of the first resource that begins so. */
function typed(prefix: string) {
  return (map: MapTree): Tree | undefined => {
    const resources = under(map, "Resources");
    if (resources?.kind !== "map") return undefined;
    const found = [...resources.fields.values()].find(({ value }) => textUnder(value, "Type").startsWith(prefix));
    return under(found?.value, "Type");
  };
}

/** In a function's properties, or once for all of them under `Globals`. */
function preferenceIn(map: MapTree): Tree | undefined {
  const resources = under(map, "Resources");
  const functions = resources?.kind === "map" ? [...resources.fields.values()].map(({ value }) => value) : [];
  const all = [...functions.map((one) => under(one, "Properties")), under(map, "Globals", "Function")];
  return all.map((one) => under(one, "DeploymentPreference")).find((tree) => tree !== undefined);
}

/** `version: 0.0` with resources in a list, or with the operating system of EC2. */
function appSpec(map: MapTree): Tree | undefined {
  const version = under(map, "version");
  if (version?.kind !== "scalar" || Number(version.value) !== 0 || version.value === null) return undefined;
  return hasAny(map, ["Resources", "resources", "os", "hooks", "Hooks"]) ? version : undefined;
}

function spinnaker(map: MapTree): Tree | undefined {
  const stages = itemsUnder(map, "stages");
  return stages.map((stage) => under(stage, "type") ?? under(stage, "refId")).find((tree) => tree !== undefined);
}
