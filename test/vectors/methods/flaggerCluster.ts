import { startFlagger } from "../../../src/core/dialects/flagger/index.ts";
import type { FlaggerPolicy } from "../../../src/core/dialects/flagger/policy.ts";
import type { Command, HookRole, Reading, Signal, WorkloadState } from "../../../src/core/model/index.ts";

/** What a scripted query returns. */
export type ScriptedValue = number | string | null;

type ScriptedReadiness = "ready" | "retry" | "failed";

/** One tick of a scripted cluster: see `flagger-trace` in the file's conventions. */
export interface TickScript {
  readonly newRevision?: boolean;
  readonly revertToPromoted?: boolean;
  readonly ready?: ScriptedReadiness;
  readonly primaryReady?: ScriptedReadiness;
  readonly metrics?: Readonly<Record<string, ScriptedValue>>;
  readonly webhooks?: Readonly<Record<string, boolean>>;
}

/** A cluster whose routes, hooks and metrics are scripted, with the real controller in it. */
export class FlaggerCluster {
  /** Hooks called in the last tick, in order. */
  called: readonly string[] = [];
  #controller;
  readonly #routed: boolean;
  #target = "revision 0";
  #primary = "revision 0";
  #revisions = 0;
  #weight = 0;
  #mirror = 0;

  constructor(policy: FlaggerPolicy) {
    this.#controller = startFlagger(policy, this.#target);
    this.#routed = policy.provider !== "kubernetes";
  }

  /** State after the tick. */
  tick(script: TickScript) {
    this.#prepare(script);
    this.called = [];
    const signals: Signal[] = [{ type: "reconcile" }];
    for (let signal = signals.shift(); signal !== undefined; signal = signals.shift()) {
      this.#controller = this.#controller.react(signal);
      for (const command of this.#controller.commands) signals.push(...this.#carryOut(command, script));
    }
    return this.#state();
  }

  #prepare({ newRevision, revertToPromoted, ready, primaryReady }: TickScript): void {
    if (newRevision === true) this.#retarget(`revision ${++this.#revisions}`);
    if (revertToPromoted === true) this.#retarget(this.#controller.snapshot.context.lastPromoted);
    this.#tell({ type: "workload", track: "canary", state: workload(ready) });
    this.#tell({ type: "workload", track: "stable", state: workload(primaryReady) });
  }

  #retarget(revision: string): void {
    this.#target = revision;
    this.#tell({ type: "revision.changed", revision });
  }

  #tell(signal: Signal): void {
    this.#controller = this.#controller.react(signal);
    if (this.#controller.commands.length > 0) throw new Error(`${signal.type} asked for something`);
  }

  #carryOut(command: Command, script: TickScript): readonly Signal[] {
    switch (command.type) {
      case "setWeight":
        this.#weight = command.weight;
        return [];
      case "mirror":
        this.#mirror = command.weight;
        return [];
      case "promote":
        this.#primary = this.#target;
        return [];
      case "call":
        this.called = [...this.called, command.hook];
        return [{ type: "answered", hook: command.hook, accepted: answer(script, command.hook, command.role) }];
      case "measure":
        return [{ type: "measured", measurements: command.queries.map((query) => measurement(query, script)) }];
      case "scale":
      case "requeue":
      case "note":
      case "matchAll":
      case "replicas":
      case "adopt":
      case "judge":
      case "alarms":
        return [];
    }
  }

  #state() {
    const { status, snapshot } = this.#controller;
    const routes = this.#routed
      ? { canaryWeight: this.#weight, primaryWeight: 100 - this.#weight, mirrorWeight: this.#mirror }
      : {};
    return {
      phase: status.phase,
      ...routes,
      statusWeight: status.weight,
      failedChecks: status.failedChecks,
      iterations: snapshot.context.iterations,
      promoted: this.#primary === this.#target,
    };
  }
}

function workload(state: ScriptedReadiness = "ready"): WorkloadState {
  return state === "retry" ? "waiting" : state;
}

/** A name left out accepts, except a rollback hook. */
function answer(script: TickScript, hook: string, role: HookRole): boolean {
  return script.webhooks?.[hook] ?? role !== "abort";
}

function measurement(query: Extract<Command, { type: "measure" }>["queries"][number], script: TickScript) {
  return { query, reading: readingOf(script.metrics?.[query.metric] ?? null), samples: { requests: 0, failures: 0 } };
}

/** A scripted value as the metrics store would answer it. */
export function readingOf(value: ScriptedValue): Reading {
  if (value === null) return { type: "missing", reason: "empty result" };
  if (value === "error") return { type: "failed", reason: "query error" };
  return { type: "value", value: Number(value) };
}
