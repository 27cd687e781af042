import type { FlaggerPolicy, HookType } from "../../src/core/dialects/flagger/policy.ts";
import { canMirror, weightMove } from "../../src/core/dialects/flagger/strategy.ts";
import type { TickScript } from "../vectors/methods/flaggerCluster.ts";

/**
 * Flagger's tick as one long procedure, the way `scheduler.go` has it (F3.1 to F4.5): a second reading of
 * the specification, to hold the machine to. Metrics are `ok` or not here; how they are judged is F6.
 */
export class AdvanceCanary {
  phase = "Initialized";
  weight = 0;
  mirrored = false;
  statusWeight = 0;
  failedChecks = 0;
  iterations = 0;
  target = 0;
  primary = 0;
  lastApplied = 0;
  lastPromoted = 0;
  called: string[] = [];
  readonly #policy: FlaggerPolicy;
  #script: TickScript = {};

  constructor(policy: FlaggerPolicy) {
    this.#policy = policy;
  }

  tick(script: TickScript, metricsPass: boolean): void {
    this.#script = script;
    this.called = [];
    const { suspend, skipAnalysis, threshold } = this.#policy;
    if (suspend) return;
    const active = ["Progressing", "WaitingPromotion", "Promoting", "Finalising"].includes(this.phase);
    const changed = this.#changed();
    if (this.phase === "Failed") this.lastApplied = this.target;
    if (!active && this.phase !== "Waiting" && !changed) return;
    if (!skipAnalysis && this.#is("primaryReady", "retry")) return;
    if (!skipAnalysis && this.#is("primaryReady", "failed")) {
      if (this.phase === "Promoting" || this.phase === "Finalising") this.#failPromotion();
      else this.#rollback();
      return;
    }
    if (!active) {
      if (this.#accepts("confirm-rollout")) this.#sync("Progressing");
      else this.phase = "Waiting";
      return;
    }
    const analysing = this.phase === "Progressing" || this.phase === "WaitingPromotion";
    if (analysing && this.#changed()) {
      this.#routes(0, false);
      this.#sync("Progressing");
      return;
    }
    if (this.#is("ready", "retry")) return;
    if (this.#is("ready", "failed")) {
      this.#rollback();
      return;
    }
    if (skipAnalysis) {
      this.#skip();
      return;
    }
    if (analysing && this.#anyAccepts("rollback")) {
      this.#rollback();
      return;
    }
    if (this.phase === "Promoting") {
      this.#shift();
      return;
    }
    if (this.phase === "Finalising") {
      this.#succeed();
      return;
    }
    if (this.failedChecks >= threshold) {
      this.#rollback();
      return;
    }
    const starting = this.#read() === 0 && this.iterations === 0 && !(this.#policy.mirror && this.mirrored);
    const passed = starting ? this.#accepts("pre-rollout") : this.#accepts("rollout") && metricsPass;
    if (!passed) {
      this.failedChecks++;
      return;
    }
    if (this.#policy.strategy === "canary") this.#runCanary();
    else if (this.#policy.strategy === "ab-testing") this.#runAB();
    else this.#runBlueGreen();
  }

  #changed(): boolean {
    return this.target !== this.lastPromoted && this.target !== this.lastApplied;
  }

  #is(key: "ready" | "primaryReady", state: string): boolean {
    return (this.#script[key] ?? "ready") === state;
  }

  #call(name: string, type: HookType): boolean {
    this.called.push(name);
    return this.#script.webhooks?.[name] ?? type !== "rollback";
  }

  #accepts(type: HookType): boolean {
    return this.#policy.hooks.filter((hook) => hook.type === type).every((hook) => this.#call(hook.name, type));
  }

  #anyAccepts(type: HookType): boolean {
    return this.#policy.hooks.filter((hook) => hook.type === type).some((hook) => this.#call(hook.name, type));
  }

  get #kubernetes(): boolean {
    return this.#policy.provider === "kubernetes";
  }

  #read(): number {
    if (this.#kubernetes) return this.iterations > 0 ? 100 : 0;
    return this.weight;
  }

  #routes(weight: number, mirrored: boolean): void {
    if (this.#kubernetes) return;
    this.weight = weight;
    this.mirrored = mirrored && canMirror(this.#policy);
  }

  #sync(phase: string, weight = 0): void {
    this.phase = phase;
    this.statusWeight = weight;
    this.failedChecks = 0;
    this.iterations = 0;
    this.lastApplied = this.target;
  }

  #setPhase(phase: string): void {
    this.phase = phase;
    if (phase === "Promoting") return;
    this.statusWeight = 0;
    this.iterations = phase === "WaitingPromotion" ? this.#policy.iterations - 1 : 0;
    if (phase === "Succeeded") this.lastPromoted = this.lastApplied;
  }

  #rollback(): void {
    this.#routes(0, false);
    this.#sync("Failed");
    this.#accepts("post-rollout");
  }

  #failPromotion(): void {
    this.#routes(100, false);
    this.#sync("Failed", 100);
    this.#accepts("post-rollout");
  }

  #succeed(): void {
    this.#setPhase("Succeeded");
    this.#accepts("post-rollout");
  }

  #skip(): void {
    this.#routes(0, false);
    this.primary = this.target;
    this.#succeed();
  }

  #shift(): void {
    const step = this.#policy.stepWeightPromotion;
    if (this.#kubernetes) {
      this.#setPhase("Finalising");
      return;
    }
    if (step === 0) {
      this.#routes(0, false);
      this.#setPhase("Finalising");
      return;
    }
    if (this.weight === 0) return;
    this.#routes(Math.max(0, this.weight - step), false);
    if (this.weight === 0) this.#setPhase("Finalising");
    else this.statusWeight = this.weight;
  }

  #gate(): boolean {
    const open = this.#accepts("confirm-promotion");
    if (!open) this.#setPhase("WaitingPromotion");
    return open;
  }

  #promote(): void {
    this.primary = this.target;
    this.#setPhase("Promoting");
  }

  #runCanary(): void {
    const move = weightMove(this.#policy, this.weight);
    if (move.action === "stall") return;
    if (!this.mirrored && this.phase !== "WaitingPromotion" && !this.#accepts("confirm-traffic-increase")) return;
    if (move.action === "promote") {
      if (this.#gate()) this.#promote();
      return;
    }
    const mirrorFirst = this.#policy.mirror && this.weight === 0 && !this.mirrored;
    this.#routes(mirrorFirst ? 0 : move.weight, mirrorFirst);
    this.statusWeight = this.weight;
  }

  #runAB(): void {
    if (this.iterations < this.#policy.iterations) {
      this.#routes(100, false);
      this.iterations++;
    } else if (this.#gate()) this.#promote();
  }

  #runBlueGreen(): void {
    if (this.iterations < this.#policy.iterations) {
      if (this.#policy.mirror && !this.mirrored) this.#routes(0, true);
      this.iterations++;
      return;
    }
    if (!this.#gate()) return;
    if (this.iterations > this.#policy.iterations) {
      this.#promote();
      return;
    }
    this.#routes(100, false);
    this.iterations++;
  }
}
