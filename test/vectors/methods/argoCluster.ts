import type { AnalysisRun } from "../../../src/core/dialects/argo/analysisRun.ts";
import {
  type ArgoContext,
  currentSet,
  currentStep,
  olderSets,
  reportedWeight,
  setOf,
} from "../../../src/core/dialects/argo/context.ts";
import type { ArgoPolicy } from "../../../src/core/dialects/argo/policy.ts";
import { startArgo } from "../../../src/core/dialects/argo/rules.ts";
import type { Command, Measurement, Query, Reading, Signal } from "../../../src/core/model/index.ts";
import { ReplicaSets } from "../../../src/core/replicaSets.ts";

/** Something that happens to a rollout: see `argo-trace` in the file's conventions. Times are in seconds. */
export interface TraceEvent {
  readonly at: number;
  readonly type: "revision" | "promote" | "promoteFull" | "abort" | "retry" | "pause" | "resume" | "ready" | "unready";
  readonly name?: string;
  readonly revision?: string;
}

/** Values of a metric over time: a Prometheus vector, or a failed query. */
export type MetricScript = readonly { readonly from: number; readonly value: readonly number[] | "error" }[];

export interface TraceEnvironment {
  readonly podReadySeconds: number;
  readonly unready: readonly string[];
}

/** An idealised cluster with the real controller in it: work takes no time, timers fire exactly when due. */
export class ArgoCluster {
  #controller;
  #now = 0;
  #requeueAt: number | null = null;
  readonly #sets: ReplicaSets;
  readonly #metrics: Readonly<Record<string, MetricScript>>;
  readonly #policy: ArgoPolicy;

  constructor(policy: ArgoPolicy, environment: TraceEnvironment, metrics: Readonly<Record<string, MetricScript>>) {
    this.#policy = policy;
    this.#controller = startArgo(policy, "");
    this.#sets = new ReplicaSets(environment.podReadySeconds * 1000, environment.unready);
    this.#metrics = metrics;
  }

  /** Lets time go on up to an instant, settling at each timer and event on the way. */
  advanceTo(until: number): void {
    for (let timers = 0; timers < 100_000; timers++) {
      const due = [this.#requeueAt, this.#sets.nextReady(this.#now)].filter((at) => at !== null && at <= until);
      const next = Math.min(...due.map(Number));
      if (due.length === 0) {
        this.#tick(until);
        return;
      }
      const requeued = this.#requeueAt !== null && this.#requeueAt <= next;
      if (requeued) this.#requeueAt = null;
      this.#tick(next);
      this.#deliver({ type: "pods", available: this.#sets.available(this.#now) });
      if (requeued) this.#deliver({ type: "reconcile" });
    }
    throw new Error("time does not go on");
  }

  happen(event: TraceEvent): void {
    const { type, revision = "", name = "" } = event;
    switch (type) {
      case "revision":
        this.#deliver({ type: "revision.changed", revision: name });
        return;
      case "ready":
      case "unready":
        if (type === "ready") this.#sets.release(revision);
        else this.#sets.hold(revision);
        this.#deliver({ type: "pods", available: this.#sets.available(this.#now) });
        return;
      case "promote":
      case "promoteFull":
      case "abort":
      case "retry":
      case "pause":
      case "resume":
        this.#deliver({ type: `operator.${type}` });
    }
  }

  /** State as a checkpoint names it. */
  get state() {
    const { status, snapshot } = this.#controller;
    const { context } = snapshot;
    return {
      phase: status.phase,
      currentRevision: context.current,
      stableRevision: context.stable,
      aborted: context.abort,
      pauseReasons: context.pauseConditions.map(({ reason }) => reason).sort(),
      canaryReplicas: context.current === context.stable ? 0 : currentSet(context).spec,
      stableReplicas: setOf(context, context.stable).spec,
      otherReplicas: olderSets(context).reduce((sum, { spec }) => sum + spec, 0),
      ...(this.#policy.strategy.type === "canary" ? canaryState(context) : blueGreenState(context)),
    };
  }

  #tick(now: number): void {
    this.#now = now;
    this.#controller = this.#controller.react({ type: "clock", now });
  }

  #deliver(first: Signal): void {
    const signals = [first];
    for (let signal = signals.shift(); signal !== undefined; signal = signals.shift()) {
      this.#controller = this.#controller.react(signal);
      for (const command of this.#controller.commands) signals.push(...this.#carryOut(command));
    }
  }

  #carryOut(command: Command): readonly Signal[] {
    switch (command.type) {
      case "replicas":
        this.#sets.scale(command.revision, command.count, this.#now);
        return [{ type: "pods", available: this.#sets.available(this.#now) }];
      case "requeue":
        this.#requeueAt = this.#now + command.after;
        return [];
      case "measure":
        return [{ type: "measured", measurements: command.queries.map((query) => this.#measurement(query)) }];
      case "setWeight":
      case "matchAll":
      case "mirror":
      case "adopt":
      case "note":
        return [];
      case "scale":
      case "call":
      case "promote":
      case "judge":
      case "alarms":
        throw new Error(`Argo's controller does not ask for ${command.type}`);
    }
  }

  #measurement(query: Query): Measurement {
    const entry = (this.#metrics[query.metric] ?? []).findLast(({ from }) => from * 1000 <= this.#now);
    return { query, reading: readingOf(entry?.value ?? []), samples: { requests: 0, failures: 0 } };
  }
}

function readingOf(value: readonly number[] | "error"): Reading {
  if (value === "error") return { type: "failed", reason: "query error" };
  const [first] = value;
  return first === undefined ? { type: "missing", reason: "empty result" } : { type: "value", value: first };
}

function canaryState(context: ArgoContext) {
  const { runs, stepIndex } = context;
  const step = currentStep(context)?.analysis === null ? null : phaseOf(runs.step);
  return { stepIndex, weight: reportedWeight(context), analysis: { step, background: phaseOf(runs.background) } };
}

function blueGreenState({ active, preview, runs }: ArgoContext) {
  return {
    activeRevision: active,
    previewRevision: preview,
    analysis: { pre: phaseOf(runs.pre), post: phaseOf(runs.post) },
  };
}

function phaseOf(run: AnalysisRun | null): string | null {
  return run?.phase ?? null;
}
