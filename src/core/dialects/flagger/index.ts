/**
 * Flagger's Canary: its manifest, its tick as a lifecycle machine, its own rules. It knows signals and
 * commands, and neither the engine that answers them nor the scenario that holds it.
 */
import { initialTransition, type SnapshotFrom, transition } from "xstate";
import type { Dialect } from "../dialect.ts";
import { type MachineController, startController } from "../machineController.ts";
import { changed, statusOf } from "./context.ts";
import { describe } from "./describe.ts";
import { limits } from "./limits.ts";
import { lint } from "./lint.ts";
import { flaggerMachine } from "./machine.ts";
import { parse, recognises } from "./manifest.ts";
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

export const flagger: Dialect<FlaggerPolicy> = {
  title: "Flagger",
  machine: flaggerMachine,
  recognises,
  parse,
  lint,
  needs,
  describe,
  limits,
  start: startFlagger,
};
