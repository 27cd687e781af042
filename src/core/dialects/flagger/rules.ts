import { initialTransition, type SnapshotFrom, transition } from "xstate";
import type { DialectRules } from "../dialect.ts";
import { type MachineController, startController } from "../machineController.ts";
import { changed, statusOf } from "./context.ts";
import { describe } from "./describe.ts";
import { askedHooks } from "./hooks.ts";
import { limits } from "./limits.ts";
import { flaggerMachine } from "./machine.ts";
import { needs } from "./needs.ts";
import type { FlaggerPolicy } from "./policy.ts";

type FlaggerSnapshot = SnapshotFrom<typeof flaggerMachine>;

/** A controller whose machine can be looked into: `start` without forgetting the snapshot. */
export function startFlagger(policy: FlaggerPolicy, revision: string): MachineController<FlaggerSnapshot> {
  return startController(
    {
      first: () => initialTransition(flaggerMachine, { policy, revision }),
      next: (snapshot, signal) => transition(flaggerMachine, snapshot, signal),
    },
    { status: (snapshot) => statusOf(phaseName(snapshot), snapshot.context), done: ended },
  );
}

function phaseName({ value }: FlaggerSnapshot): string {
  return Object.keys(value)[0] ?? "";
}

/** F2.3: both terminal phases wait for the next change. */
function ended(snapshot: FlaggerSnapshot): boolean {
  const over = snapshot.matches({ Succeeded: "resting" }) || snapshot.matches({ Failed: "resting" });
  return over && !changed(snapshot.context);
}

/** Everything that a policy needs once it is read: no YAML below this file. */
export const flaggerRules: DialectRules<FlaggerPolicy> = {
  title: "Flagger",
  machine: flaggerMachine,
  needs,
  hooks: askedHooks,
  judges: () => [],
  counts: () => [],
  describe,
  limits,
  start: startFlagger,
};
