import { initialTransition, type SnapshotFrom, transition } from "xstate";
import type { DialectRules } from "../dialect.ts";
import { type MachineController, startController } from "../machineController.ts";
import { statusOf } from "./context.ts";
import { describe } from "./describe.ts";
import { limits } from "./limits.ts";
import { nativeMachine } from "./machine.ts";
import { needs } from "./needs.ts";
import type { NativePolicy } from "./policy.ts";

type NativeSnapshot = SnapshotFrom<typeof nativeMachine>;

/** A controller whose machine can be looked into: `start` without forgetting the snapshot. */
export function startNative(policy: NativePolicy, revision: string): MachineController<NativeSnapshot> {
  return startController(
    {
      first: () => initialTransition(nativeMachine, { policy, revision }),
      next: (snapshot, signal) => transition(nativeMachine, snapshot, signal),
    },
    { status: (snapshot) => statusOf(phaseName(snapshot), snapshot.context), done: ended },
  );
}

function phaseName({ value }: NativeSnapshot): string {
  return typeof value === "string" ? value : (Object.keys(value)[0] ?? "");
}

function ended(snapshot: NativeSnapshot): boolean {
  const { wanted, stable, refused } = snapshot.context;
  return (snapshot.matches("Promoted") && wanted === stable) || (snapshot.matches("RolledBack") && wanted === refused);
}

/** Everything that a policy needs once it is read: no YAML below this file. */
export const nativeRules: DialectRules<NativePolicy> = {
  title: "Coalmine",
  machine: nativeMachine,
  needs,
  hooks: () => [],
  judges: ({ judges, shadow }) => [...judges, ...shadow].map(({ kind }) => kind),
  counts: ({ mustSee }) => mustSee.map(({ who }) => who),
  describe,
  limits,
  start: startNative,
};
