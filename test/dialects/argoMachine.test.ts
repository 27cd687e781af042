/** The lifecycle by itself: what it reaches, and the laws that every controller keeps. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTestModel } from "xstate/graph";
import { type ArgoContext, hasPause } from "../../src/core/dialects/argo/context.ts";
import { argoMachine } from "../../src/core/dialects/argo/machine.ts";
import { startArgo } from "../../src/core/dialects/argo/rules.ts";
import { timersOf } from "../../src/core/dialects/argo/turn.ts";
import type { Command, Measurement, Signal } from "../../src/core/model/index.ts";
import { blueGreen, canary, nginx, policyOf, template } from "./argoManifests.ts";

const small = policyOf(
  `${canary(`${nginx}\nsteps:\n- setWeight: 50\n- analysis: {templates: [{templateName: t}]}\n- pause: {}`, "replicas: 2")}${template("name: m\n  successCondition: result[0] >= 0.9\n  failureCondition: result[0] < 0.5\n  provider: {prometheus: {address: x, query: q}}")}`,
);

function answer(value: number | null): Signal {
  const query = {
    metric: "m",
    signature: { type: "custom" },
    scope: "canary",
    layer: "attempt",
    window: 60_000,
  } as const;
  const reading =
    value === null ? ({ type: "failed", reason: "timeout" } as const) : ({ type: "value", value } as const);
  const measurement: Measurement = { query, reading, samples: { requests: 0, failures: 0 } };
  return { type: "measured", measurements: [measurement] };
}

const allReady = (context: ArgoContext): Signal => ({
  type: "pods",
  available: context.sets.map(({ revision, spec }) => ({ revision, pods: spec })),
});

/** What the world can do to a rollout at one moment. */
function possible({ context }: { readonly context: ArgoContext }): Signal[] {
  const next = timersOf(context).filter((time) => time > context.now);
  const wait = next.length === 0 ? [] : [{ type: "clock", now: Math.min(...next) } as const];
  return [
    ...wait,
    allReady(context),
    { type: "reconcile" },
    { type: "revision.changed", revision: "new" },
    answer(1),
    answer(0.7),
    answer(0.1),
    answer(null),
    { type: "operator.promote" },
    { type: "operator.promoteFull" },
    { type: "operator.abort" },
    { type: "operator.retry" },
  ];
}

/** States that differ in nothing that matters here are one. */
function essence(context: ArgoContext): unknown {
  const { current, stable, abort, paused, promoteFull, stepIndex, timedOut, sets, runs, pauseConditions } = context;
  const due = timersOf(context).some((time) => time <= context.now);
  const pods = sets.map(({ spec, available, scaleDownAt }) => [spec, available, scaleDownAt !== null]);
  const reasons = pauseConditions.map(({ reason }) => reason);
  const metric = runs.step?.metrics[0];
  return [
    current,
    stable,
    abort,
    paused,
    promoteFull,
    stepIndex,
    timedOut,
    due,
    pods,
    reasons,
    runs.step?.phase,
    metric?.error,
  ];
}

describe("the lifecycle of a canary", () => {
  const model = createTestModel(argoMachine, {});
  const paths = model.getShortestPaths({
    input: { policy: small, revision: "old" },
    events: (snapshot) => possible(snapshot),
    serializeState: (snapshot) => JSON.stringify([snapshot.value, essence(snapshot.context)]),
    limit: 30_000,
  });
  // A path that is the start of a longer one is left out, so that states are those along the paths.
  const states = paths.flatMap(({ state, steps }) => [...steps.map((step) => step.state), state]);
  const rests = new Set(states.map(({ value }) => JSON.stringify(value)));

  test("rests between rounds in every phase, and measures where an analysis runs", () => {
    expect(paths.length).toBeGreaterThan(40);
    for (const phase of ["Healthy", "Progressing", "Paused", "Degraded"])
      expect([...rests]).toContain(JSON.stringify({ [phase]: "watching" }));
    expect([...rests]).toContain(JSON.stringify({ Progressing: "measuring" }));
    const places = new Set([...rests].map((rest) => Object.values(JSON.parse(rest))[0]));
    expect([...places].sort()).toEqual(["measuring", "watching"]);
  });

  test("reaches every ending and every reason to wait", () => {
    const contexts = states.map(({ context }) => context);
    const found = (test: (context: ArgoContext) => boolean): boolean => contexts.some(test);
    expect(found(({ stable }) => stable === "new")).toBe(true);
    expect(found(({ abort, runs }) => abort && runs.step === null)).toBe(true);
    expect(found((context) => hasPause(context, "InconclusiveAnalysisRun"))).toBe(true);
    expect(found((context) => hasPause(context, "CanaryPauseStep"))).toBe(true);
    expect(found(({ timedOut }) => timedOut)).toBe(true);
    expect(found(({ runs }) => (runs.step?.metrics[0]?.error ?? 0) >= 4)).toBe(true);
  });

  test("does along each path what the controller does", async () => {
    const chosen = paths.filter((_, index) => index % 2 === 0);
    expect(chosen.length).toBeGreaterThan(10);
    for (const path of chosen) {
      let controller = startArgo(small, "old");
      await path.test({
        states: { "*": (state) => expect(controller.snapshot.value).toEqual(state.value) },
        events: Object.fromEntries(
          [...new Set(path.steps.map(({ event }) => event.type))].map((type) => [
            type,
            ({ event }: { readonly event: Signal }) => {
              if (event.type in knownSignals) controller = controller.react(event);
            },
          ]),
        ),
      });
    }
  });
});

const knownSignals: Readonly<Record<Signal["type"], true>> = {
  "revision.changed": true,
  reconcile: true,
  clock: true,
  pods: true,
  measured: true,
  judged: true,
  alarms: true,
  workload: true,
  answered: true,
  "operator.promote": true,
  "operator.promoteFull": true,
  "operator.pause": true,
  "operator.resume": true,
  "operator.abort": true,
  "operator.retry": true,
};

const signal = fc.oneof(
  fc.constantFrom<Signal>(
    { type: "reconcile" },
    { type: "operator.promote" },
    { type: "operator.promoteFull" },
    { type: "operator.abort" },
    { type: "operator.retry" },
    { type: "operator.pause" },
    { type: "operator.resume" },
    { type: "workload", track: "canary", state: "ready" },
    { type: "answered", hook: "x", accepted: true },
    answer(1),
    answer(0.7),
    answer(0.1),
    answer(null),
  ),
  fc.constantFrom("old", "new", "newer").map((revision): Signal => ({ type: "revision.changed", revision })),
  fc
    .array(fc.record({ revision: fc.constantFrom("old", "new", "newer"), pods: fc.nat(4) }), { maxLength: 3 })
    .map((available): Signal => ({ type: "pods", available })),
);
const waits = fc.nat(90_000);

describe("a controller, whatever happens to it,", () => {
  const policies = [
    small,
    policyOf(blueGreen),
    policyOf(canary("maxSurge: 1\nsteps:\n- setWeight: 30\n- pause: {duration: 20}\n- setWeight: 60")),
  ];

  test("is a value: the same signals give the same commands, and an earlier moment is as it was", () => {
    let turns = 0;
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...policies),
        fc.array(fc.tuple(waits, signal), { minLength: 5, maxLength: 40 }),
        (policy, script) => {
          let one = startArgo(policy, "old");
          let now = 0;
          for (const [wait, next] of script) {
            now += wait;
            const before = JSON.stringify(one.snapshot.context);
            const after = one.react({ type: "clock", now }).react(next);
            const again = one.react({ type: "clock", now }).react(next);
            expect(again.commands).toEqual(after.commands);
            expect(JSON.stringify(one.snapshot.context)).toBe(before);
            keepsItsWord(after.commands, after.nodes);
            seen.add(after.phase);
            one = after;
            turns++;
          }
        },
      ),
      { numRuns: 80, seed: 20261125 },
    );
    expect(turns).toBeGreaterThan(900);
    expect([...seen].sort()).toEqual(["degraded", "healthy", "paused", "progressing"]);
  });
});

/** Weights are shares, sizes are whole, and one who measures waits for the answer. */
function keepsItsWord(commands: readonly Command[], nodes: readonly string[]): void {
  expect(nodes).toHaveLength(2);
  expect(["watching", "measuring"]).toContain(nodes[1]);
  for (const command of commands) {
    if (command.type === "setWeight") expect(command.weight >= 0 && command.weight <= 100).toBe(true);
    if (command.type === "replicas") expect(Number.isSafeInteger(command.count) && command.count >= 0).toBe(true);
    if (command.type === "requeue") expect(command.after).toBeGreaterThan(0);
    if (command.type === "measure") expect(command.queries.length).toBeGreaterThan(0);
  }
  if (commands.at(-1)?.type === "measure") expect(nodes[1]).toBe("measuring");
}
