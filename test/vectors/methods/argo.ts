import type { Methods } from "../runner.ts";
import { argoConditionMethods } from "./argoConditions.ts";
import { argoParseMethods } from "./argoParse.ts";
import { argoReplicasMethods } from "./argoReplicas.ts";
import { argoRunMethods } from "./argoRun.ts";
import { argoTraceMethods } from "./argoTrace.ts";

/** The methods of `argo.json`; its `meta.conventions` describes inputs and outputs. */
export const argoMethods: Methods = {
  ...argoConditionMethods,
  ...argoReplicasMethods,
  ...argoRunMethods,
  ...argoParseMethods,
  ...argoTraceMethods,
};
