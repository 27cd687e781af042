import type { Command } from "./command.ts";
import type { Phase } from "./phase.ts";
import type { Signal } from "./signal.ts";
import type { Weight } from "./units.ts";

/** What the tool's own status would report. It may differ from what the router does. */
export interface RolloutStatus {
  /** The tool's own word, e.g. Flagger's `WaitingPromotion`. */
  readonly phase: string;
  readonly weight: Weight;
  readonly failedChecks: number;
  /** The number of failed checks at which the tool gives up. */
  readonly failedChecksLimit: number;
}

/** A controller at one moment: a value, not a process. */
export interface Controller {
  readonly phase: Phase;
  /** Active states of the lifecycle machine, outermost first, as the diagram names them. */
  readonly nodes: readonly string[];
  readonly status: RolloutStatus;
  /** What the last reaction asked for, in order. */
  readonly commands: readonly Command[];
  /** True when this rollout has ended and nothing but a new revision or a retry changes that. */
  readonly done: boolean;
  react(signal: Signal): Controller;
}
