import { startFlagger } from "../../src/core/dialects/flagger/index.ts";
import type { Command, Note, Reading, Signal } from "../../src/core/model/index.ts";
import { canary, plain, policyOf } from "./canaryManifest.ts";

export type FlaggerController = ReturnType<typeof startFlagger>;

/** How the world answers while a signal is worked off. */
export interface World {
  readonly hooks: Readonly<Record<string, boolean>>;
  readonly reading: Reading;
}

export const calm: World = { hooks: {}, reading: { type: "value", value: 100 } };

export interface Turn {
  readonly controller: FlaggerController;
  readonly commands: readonly Command[];
}

/** Gives a signal and answers what is asked until nothing is. */
export function turn(before: FlaggerController, first: Signal, world: World = calm): Turn {
  const signals = [first];
  const commands: Command[] = [];
  let controller = before;
  for (let signal = signals.shift(); signal !== undefined; signal = signals.shift()) {
    controller = controller.react(signal);
    commands.push(...controller.commands);
    for (const command of controller.commands) signals.push(...answerTo(command, world));
  }
  return { controller, commands };
}

function answerTo(command: Command, { hooks, reading }: World): readonly Signal[] {
  if (command.type === "call") {
    return [{ type: "answered", hook: command.hook, accepted: hooks[command.hook] ?? command.role !== "abort" }];
  }
  if (command.type !== "measure") return [];
  const samples = { requests: 1180, failures: 61 };
  return [{ type: "measured", measurements: command.queries.map((query) => ({ query, reading, samples })) }];
}

export function notesOf(commands: readonly Command[]): readonly Note[] {
  return commands.flatMap((command) => (command.type === "note" ? [command.note] : []));
}

export const tick: Signal = { type: "reconcile" };

/** A controller that has seen a new revision, and how many ticks after it. */
export function afterTicks(ticks: number, manifest = plain): FlaggerController {
  let controller = startFlagger(policyOf(manifest), "old").react({ type: "revision.changed", revision: "new" });
  for (let count = 0; count < ticks; count++) ({ controller } = turn(controller, tick));
  return controller;
}

export const gated = canary(`
interval: 1m
threshold: 2
stepWeight: 50
stepWeightPromotion: 60
metrics:
- name: request-success-rate
  thresholdRange: {min: 99}
webhooks:
- {name: start, type: confirm-rollout, url: http://x/}
- {name: prepare, type: pre-rollout, url: http://x/}
- {name: load, url: http://x/}
- {name: grow, type: confirm-traffic-increase, url: http://x/}
- {name: ship, type: confirm-promotion, url: http://x/}
- {name: stop, type: rollback, url: http://x/}
- {name: done, type: post-rollout, url: http://x/}
`);
