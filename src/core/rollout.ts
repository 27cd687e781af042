import { censusFor } from "./censusFor.ts";
import { Cluster } from "./cluster.ts";
import { type Engine, type EngineOptions, harmBySegment, Outcomes, type UserCensus } from "./engine/index.ts";
import { Hooks } from "./hooks.ts";
import { InterventionQueue } from "./interventionQueue.ts";
import { streams } from "./math/streams.ts";
import { MetricsStore } from "./metricsStore.ts";
import {
  type Command,
  type Controller,
  type Decision,
  type Intervention,
  type Millis,
  type Note,
  type Recording,
  type Resolution,
  type Scenario,
  type Signal,
  tickMs,
} from "./model/index.ts";
import { needsTwin } from "./needsTwin.ts";
import { hookNote, merged } from "./notes.ts";
import { isScraped } from "./observe/index.ts";
import { outcomeOf } from "./outcome.ts";
import type { Parts } from "./parts.ts";
import { PodCluster } from "./podCluster.ts";
import { RunColumns } from "./runColumns.ts";
import { healthyTwin } from "./scenario/healthyTwin.ts";
import type { SimulateOptions } from "./simulateOptions.ts";

/** How far the twin runs ahead, in ticks: longer than any request lives, so that its fate is known in time. */
const TWIN_LEAD = 60;
/** More answers than any controller asks for in one turn: past this, its machine runs in a circle. */
const TURN_LIMIT = 1000;

/**
 * Runs one rollout to its horizon, on the parts that it is given. Yields the recording so far
 * every `chunkTicks` ticks (default 300; its columns are views that the next step outdates), so that a
 * host can stream it or stop, and returns the whole. `seed` is an integer from 0 to 2³² − 1.
 *
 * The order inside a tick is written here and nowhere else: workloads that became ready, the new
 * revision (in the first tick), operators, the controller's turn, then a second of traffic.
 */
export function* rollout(
  scenario: Scenario,
  seed: number,
  parts: Parts,
  options: SimulateOptions = {},
): Generator<Recording, Recording, void> {
  const ticks = Math.ceil(scenario.world.horizon / tickMs);
  const twin = needsTwin(parts.traffic.world, parts.resolution) ? twinOf(scenario, seed, parts) : null;
  const run = new Run(scenario, seed, parts, twin === null ? {} : { reference: twin.outcomes });
  const chunk = options.chunkTicks ?? 300;
  let twinTicks = 0;
  for (let tick = 0; tick < ticks; tick++) {
    for (; twin !== null && twinTicks < Math.min(ticks, tick + TWIN_LEAD); twinTicks++)
      twin.run.tick(twinTicks * tickMs);
    run.tick(tick * tickMs);
    if (options.stopWhenSettled === true && run.settledBefore(tick * tickMs)) break;
    if ((tick + 1) % chunk === 0 && tick + 1 < ticks) yield run.recording(false);
  }
  return run.recording(true);
}

function twinOf(scenario: Scenario, seed: number, parts: Parts): { readonly run: Run; readonly outcomes: Outcomes } {
  const outcomes = new Outcomes();
  const traffic = { ...parts.traffic, world: healthyTwin(parts.traffic.world) };
  const twin = { ...scenario, world: healthyTwin(scenario.world) };
  return { run: new Run(twin, seed, { ...parts, traffic }, { record: outcomes }), outcomes };
}

/** One rollout in the making. */
class Run {
  private readonly scenario: Scenario;
  private readonly seed: number;
  private readonly engine: Engine;
  private readonly resolution: Resolution;
  private readonly cluster: Cluster;
  private readonly pods: PodCluster;
  private readonly hooks = new Hooks();
  private readonly columns: RunColumns;
  private readonly census: UserCensus | null;
  private readonly metrics: MetricsStore;
  private readonly decisions: Decision[] = [];
  private readonly interventions: InterventionQueue;
  private controller: Controller;
  private weight = 0;
  private requeueAt: Millis = 0;
  /** What time the controller was told last. */
  private clock: Millis = -1;
  private endedAt: Millis | null = null;

  constructor(scenario: Scenario, seed: number, parts: Parts, options: EngineOptions) {
    const { policy } = scenario;
    const { world, extras } = parts.traffic;
    this.scenario = scenario;
    this.seed = seed;
    this.census = censusFor(parts.rules, { ...scenario, world }, seed);
    this.engine = parts.engine(world, streams(seed), {
      ...options,
      extras,
      scraped: (track, at) => isScraped(world.observe, track, at),
      ...(this.census && { census: this.census }),
    });
    this.resolution = parts.resolution;
    this.cluster = new Cluster(this.engine, world.service);
    this.pods = new PodCluster(this.engine, world);
    this.columns = new RunColumns(world, this.engine);
    this.metrics = new MetricsStore(() => this.columns.scraped(), world.observe, { ...parts, census: this.census });
    this.interventions = new InterventionQueue(scenario.interventions);
    this.controller = parts.rules.start(policy.value, world.revisions.stable.version);
  }

  tick(now: Millis): void {
    for (const signal of [...this.cluster.settle(now), ...this.pods.settle(now)])
      this.deliver(signal, now, "reconcile");
    const revision = this.scenario.world.revisions.canary.version;
    if (now === 0) this.deliver({ type: "revision.changed", revision }, now, "reconcile");
    for (const due of this.interventions.due(now)) this.intervene(due, now);
    if (this.requeueAt <= now && (this.endedAt === null || this.interventions.holdsRetry)) {
      this.requeueAt = Number.POSITIVE_INFINITY;
      this.deliver({ type: "reconcile" }, now, "reconcile");
    }
    this.endedAt = this.controller.done ? (this.endedAt ?? now) : null;
    this.columns.append(this.weight, this.engine.advance(now, now + tickMs));
    this.census?.endTick();
  }

  /** True when the rollout ended at least five seconds ago, so that its last requests are answered. */
  settledBefore(now: Millis): boolean {
    return this.endedAt !== null && !this.interventions.holdsRetry && now - this.endedAt >= 5 * tickMs;
  }

  recording(complete: boolean): Recording {
    return {
      scenario: this.scenario,
      seed: this.seed,
      resolution: this.resolution,
      tick: tickMs,
      columns: this.columns.view(),
      decisions: complete ? this.decisions : [...this.decisions],
      outcome: this.endedAt === null ? "unfinished" : outcomeOf(this.controller, this.weight),
      harmBySegment: complete ? harmBySegment(this.scenario.world, streams(this.seed), this.engine.harms) : [],
      endedAt: this.endedAt,
      complete,
    };
  }

  private intervene(intervention: Intervention, now: Millis): void {
    if (this.endedAt !== null && intervention.do !== "retry") return;
    switch (intervention.do) {
      case "approve":
      case "refuse":
        this.hooks.apply(intervention);
        this.decide(hookNote(intervention.do, [intervention.hook]), [], now, "operator");
        break;
      case "promote":
        this.promote(now);
        break;
      case "promoteFull":
      case "pause":
      case "resume":
      case "abort":
      case "retry":
        this.deliver({ type: `operator.${intervention.do}` }, now, "operator");
        break;
    }
  }

  /** An operator who promotes opens the gates that are waited for; where none is, the controller is told. */
  private promote(now: Millis): void {
    const gates = this.hooks.waitingGates;
    if (gates.length === 0) {
      this.deliver({ type: "operator.promote" }, now, "operator");
    } else {
      this.hooks.approveWaiting();
      this.decide(hookNote("approve", gates), [], now, "operator");
    }
  }

  /** Gives the controller a signal, carries out what it asks, and answers until it asks nothing more. */
  private deliver(first: Signal, now: Millis, trigger: Decision["trigger"]): void {
    const signals: Signal[] = this.clock === now ? [first] : [{ type: "clock", now }, first];
    const commands: Command[] = [];
    this.clock = now;
    for (let turn = 0; signals.length > 0; turn++) {
      if (turn === TURN_LIMIT) throw new Error(`the controller asked more than ${TURN_LIMIT} questions at ${now} ms`);
      const signal = signals.shift();
      if (signal === undefined) break;
      this.controller = this.controller.react(signal);
      for (const command of this.controller.commands) {
        commands.push(command);
        const answer = this.carryOut(command, now);
        if (answer !== null) signals.push(answer);
      }
    }
    const notes = commands.flatMap((command) => (command.type === "note" ? [command.note] : []));
    const note = merged(notes);
    if (note !== null) this.decide(note, commands, now, trigger);
  }

  private carryOut(command: Command, now: Millis): Signal | null {
    switch (command.type) {
      case "setWeight":
        this.engine.setWeight(command.weight, command.only);
        this.weight = this.engine.asked;
        return null;
      case "matchAll":
        this.engine.matchAll(command.on);
        this.weight = this.engine.asked;
        return null;
      case "scale":
        return this.cluster.scale(command.track, command.replicas, now);
      case "promote":
        return this.cluster.promote(now);
      case "replicas":
        return this.pods.scale(command, now);
      case "adopt":
        this.engine.setWeight(0);
        this.weight = 0;
        this.pods.adopt(command.revision, now);
        return null;
      case "requeue":
        this.requeueAt = now + command.after;
        return null;
      case "call":
        if (command.load !== undefined) this.engine.loadTest(command.load.perSecond, now, now + command.load.for);
        return { type: "answered", hook: command.hook, accepted: this.hooks.answer(command.hook, command.role) };
      case "measure":
        return { type: "measured", measurements: this.metrics.measure(command.queries, now) };
      case "judge":
        return { type: "judged", answers: this.metrics.judge(command.questions, now) };
      case "alarms":
        return { type: "alarms", states: this.metrics.alarmStates(command.names, now) };
      case "mirror":
        this.engine.mirror(command.weight / 100);
        return null;
      case "note":
        return null;
    }
  }

  private decide(note: Note, commands: readonly Command[], at: Millis, trigger: Decision["trigger"]): void {
    const { phase, nodes, status } = this.controller;
    this.decisions.push({ at, trigger, phase, nodes, status, weight: this.weight, note, commands });
  }
}
