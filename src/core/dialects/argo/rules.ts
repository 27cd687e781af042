import { initialTransition, type SnapshotFrom, transition } from "xstate";
import type { DialectRules } from "../dialect.ts";
import { type MachineController, startController } from "../machineController.ts";
import { statusOf } from "./context.ts";
import { describe } from "./describe.ts";
import { limits } from "./limits.ts";
import { argoMachine } from "./machine.ts";
import { needs } from "./needs.ts";
import type { ArgoPolicy } from "./policy.ts";
import { isOver } from "./turn.ts";

type ArgoSnapshot = SnapshotFrom<typeof argoMachine>;

/** A controller whose machine can be looked into. An empty `revision` is a Rollout before its first deploy. */
export function startArgo(policy: ArgoPolicy, revision: string): MachineController<ArgoSnapshot> {
  return startController(
    {
      first: () => initialTransition(argoMachine, { policy, revision }),
      next: (snapshot, signal) => transition(argoMachine, snapshot, signal),
    },
    {
      status: (snapshot) => statusOf(phaseName(snapshot), snapshot.context),
      done: (snapshot) => isOver(snapshot.context),
    },
  );
}

function phaseName({ value }: ArgoSnapshot): string {
  return Object.keys(value)[0] ?? "";
}

/** Everything that a policy needs once it is read: no YAML below this file. */
export const argoRules: DialectRules<ArgoPolicy> = {
  title: "Argo Rollouts",
  machine: argoMachine,
  needs,
  hooks: () => [],
  judges: () => [],
  counts: () => [],
  describe,
  limits,
  start: startArgo,
};
