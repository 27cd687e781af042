import type { AnyMachineSnapshot } from "xstate";
import type { Command, Controller, Phase, RolloutStatus, Signal } from "../model/index.ts";

/** What a dialect's machine cannot say by itself. */
export interface SnapshotReader<Snapshot> {
  status(snapshot: Snapshot): RolloutStatus;
  done(snapshot: Snapshot): boolean;
}

/** A controller that shows the machine's state behind it, for the tests that look deeper than the seam. */
export interface MachineController<Snapshot> extends Controller {
  readonly snapshot: Snapshot;
  react(signal: Signal): MachineController<Snapshot>;
}

/** A step of XState's pure `transition`: the next state and the actions it would like to be run. */
type Step<Snapshot> = readonly [Snapshot, readonly { readonly type: string; readonly params: unknown }[]];

/** One machine as the adapter sees it: only what is pure. */
export interface PureMachine<Snapshot> {
  first(): Step<Snapshot>;
  next(snapshot: Snapshot, signal: Signal): Step<Snapshot>;
}

/** Starts a controller on a machine. Every reaction is a new value; the machine itself is never run. */
export function startController<Snapshot extends AnyMachineSnapshot>(
  machine: PureMachine<Snapshot>,
  reading: SnapshotReader<Snapshot>,
): MachineController<Snapshot> {
  return controller(machine, reading, machine.first());
}

function controller<Snapshot extends AnyMachineSnapshot>(
  machine: PureMachine<Snapshot>,
  reading: SnapshotReader<Snapshot>,
  [snapshot, actions]: Step<Snapshot>,
): MachineController<Snapshot> {
  return {
    snapshot,
    phase: phaseOf(snapshot),
    nodes: nodesOf(snapshot.value),
    status: reading.status(snapshot),
    commands: actions.filter((action) => action.type === "ask").map(({ params }) => asCommand(params)),
    done: reading.done(snapshot),
    react: (signal) => controller(machine, reading, machine.next(snapshot, signal)),
  };
}

/** The machine's `setup` types the parameters of `ask` as a Command; XState's action list forgets it. */
function asCommand(params: unknown): Command {
  return params as Command;
}

const phases: readonly Phase[] = ["progressing", "paused", "healthy", "degraded"];

function phaseOf(snapshot: AnyMachineSnapshot): Phase {
  const phase = phases.find((candidate) => snapshot.hasTag(candidate));
  if (phase === undefined) throw new Error(`No phase tag on ${JSON.stringify(snapshot.value)}`);
  return phase;
}

/** Active states, outermost first. Rollout machines have no parallel states. */
function nodesOf(value: AnyMachineSnapshot["value"]): readonly string[] {
  if (typeof value === "string") return [value];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...(inner === undefined ? [] : nodesOf(inner))]);
}
