import { describe, expect, test } from "vitest";
import { flagger, startFlagger } from "../../src/core/dialects/flagger/index.ts";
import type { Signal } from "../../src/core/model/index.ts";
import { plain, policyOf } from "./canaryManifest.ts";
import { afterTicks, calm, type FlaggerController, gated, notesOf, tick, turn, type World } from "./flaggerDriver.ts";

describe("the lifecycle", () => {
  /** What a world can do between two looks at the machine. */
  const moves: readonly { readonly signal: Signal; readonly world: World }[] = [
    { signal: { type: "revision.changed", revision: "new" }, world: calm },
    { signal: tick, world: calm },
    { signal: tick, world: { ...calm, reading: { type: "missing", reason: "no traffic" } } },
    ...["start", "prepare", "load", "grow", "ship", "done"].map((hook) => ({
      signal: tick,
      world: { ...calm, hooks: { [hook]: false } },
    })),
    { signal: tick, world: { ...calm, hooks: { stop: true } } },
    { signal: { type: "workload", track: "stable", state: "failed" }, world: calm },
    { signal: { type: "operator.promote" }, world: calm },
  ];

  /** Breadth first over scripted signals: shortest ways to every state, and what was asked on the way. */
  function explore(): { readonly phases: Set<string>; readonly states: Set<string>; readonly asked: Set<string> } {
    const first = startFlagger(policyOf(gated), "old");
    const found = { phases: new Set([first.status.phase]), states: new Set<string>(), asked: new Set<string>() };
    const known = new Set<string>();
    let frontier = [first];
    for (let depth = 0; depth < 9; depth++) {
      const next: FlaggerController[] = [];
      for (const from of frontier) {
        for (const { signal, world } of moves) {
          const { controller, commands } = turn(from, signal, world);
          for (const command of commands) found.asked.add(command.type);
          const { policy: _, checks: __, ...rest } = controller.snapshot.context;
          const key = JSON.stringify([controller.nodes, rest]);
          if (known.has(key)) continue;
          known.add(key);
          found.phases.add(controller.status.phase);
          found.states.add(controller.nodes.join("."));
          next.push(controller);
        }
      }
      frontier = next;
    }
    return found;
  }

  test("reaches every phase of Flagger, and between ticks rests in one place of each", () => {
    const { phases, states, asked } = explore();
    const all = [
      "Initialized",
      "Waiting",
      "Progressing",
      "WaitingPromotion",
      "Promoting",
      "Finalising",
      "Succeeded",
      "Failed",
    ];
    expect([...phases].sort()).toEqual(all.sort());
    expect(Object.keys(flagger.machine.root.states).sort()).toEqual(all);
    expect([...states].every((state) => /\.(resting|betweenTicks)$/.test(state))).toBe(true);
    expect([...asked].sort()).toEqual(["call", "measure", "note", "promote", "requeue", "scale", "setWeight"]);
  });

  test("has a phase tag and a sentence on every top-level state, and no delays, invocations or unnamed guards", () => {
    const states = Object.values(flagger.machine.root.states);
    expect(states).toHaveLength(8);
    for (const state of states) {
      expect(state.tags).toHaveLength(1);
      expect(state.meta?.says).toMatch(/^[A-Z].*\.$/);
    }
    const config = JSON.stringify(flagger.machine.config);
    expect(config).not.toMatch(/"(after|invoke|delay)":/);
  });

  test("asks for nothing but commands: its only effect is called ask", () => {
    const { commands } = turn(afterTicks(3), tick);
    expect(commands.length).toBeGreaterThan(3);
    expect(commands.every((command) => typeof command.type === "string")).toBe(true);
  });
});

describe("a controller", () => {
  test("is a value: reacting twice to the same signal gives the same, and the first stays as it was", () => {
    const before = afterTicks(2);
    const status = { ...before.status };
    const [one, two] = [turn(before, tick), turn(before, tick)];
    expect(one.commands).toEqual(two.commands);
    expect(before.status).toEqual(status);
    expect(one.controller.status.weight).toBe(20);
  });

  test("first asks for its next turn, and to follow stable's instances on detection", () => {
    const { commands } = turn(
      startFlagger(policyOf(plain), "old").react({ type: "revision.changed", revision: "new" }),
      tick,
    );
    expect(commands.slice(0, 2)).toEqual([
      { type: "requeue", after: 60_000 },
      { type: "scale", track: "canary", replicas: "follow" },
    ]);
  });

  test("asks for all queries of a pass at once, for the canary only", () => {
    const { commands } = turn(afterTicks(2), tick);
    expect(commands.find((command) => command.type === "measure")).toEqual({
      type: "measure",
      queries: [
        {
          metric: "request-success-rate",
          signature: { type: "success-rate" },
          scope: "canary",
          layer: "attempt",
          window: 60_000,
        },
        {
          metric: "request-duration",
          signature: { type: "latency", quantile: 0.99 },
          scope: "canary",
          layer: "attempt",
          window: 60_000,
        },
      ],
    });
  });

  test("says nothing on a tick without a change, and is done only after a rollout", () => {
    const idle = turn(startFlagger(policyOf(plain), "old"), tick);
    expect(idle.commands).toEqual([{ type: "requeue", after: 60_000 }]);
    expect(idle.controller.done).toBe(false);
    const ended = afterTicks(9, plain.replace("stepWeight: 10", "stepWeight: 25"));
    expect(ended.status.phase).toBe("Succeeded");
    expect(ended.done).toBe(true);
    expect(ended.react({ type: "revision.changed", revision: "third" }).done).toBe(false);
  });

  test("writes at most one note a tick over a whole gated run", () => {
    let controller = startFlagger(policyOf(gated), "old").react({ type: "revision.changed", revision: "new" });
    let notes = 0;
    for (let count = 0; count < 8; count++) {
      const result = turn(controller, tick, { ...calm, reading: { type: "value", value: 99.5 } });
      expect(notesOf(result.commands).length).toBeLessThanOrEqual(1);
      notes += notesOf(result.commands).length;
      controller = result.controller;
    }
    expect(controller.status.phase).toBe("Succeeded");
    expect(notes).toBe(7);
  });
});

describe("an operator", () => {
  test("pauses and resumes by spec.suspend, and traffic stays as it is", () => {
    const paused = turn(afterTicks(3), { type: "operator.pause" });
    expect(notesOf(paused.commands)[0]).toMatchObject({ verdict: "info", headline: "Paused" });
    const skipped = turn(paused.controller, tick);
    expect(skipped.commands.map(({ type }) => type)).toEqual(["requeue", "note"]);
    expect(skipped.controller.status.weight).toBe(20);
    const resumed = turn(turn(skipped.controller, { type: "operator.resume" }).controller, tick);
    expect(notesOf(resumed.commands)[0]?.headline).toBe("Advanced to 30%");
  });

  test("promotes by skipAnalysis on the next tick, once the canary is ready", () => {
    const { controller } = turn(afterTicks(2), { type: "operator.promote" });
    const waiting = turn(controller.react({ type: "workload", track: "canary", state: "waiting" }), tick);
    expect(waiting.controller.status.phase).toBe("Progressing");
    const done = turn(waiting.controller.react({ type: "workload", track: "canary", state: "ready" }), tick);
    expect(done.controller.status.phase).toBe("Succeeded");
    expect(done.commands.map(({ type }) => type)).toEqual(["requeue", "setWeight", "promote", "scale", "note"]);
  });

  test("rolls back on the next tick without a rollback hook, and lifts a suspend", () => {
    const paused = turn(afterTicks(3), { type: "operator.pause" }).controller;
    const { controller, commands } = turn(paused, { type: "operator.abort" });
    expect(notesOf(commands)[0]?.because).toMatch(/lifted spec.suspend.*next tick/);
    const done = turn(controller, tick);
    expect(done.controller.status).toMatchObject({ phase: "Failed", weight: 0 });
    expect(done.commands).toContainEqual({ type: "setWeight", weight: 0 });
    expect(done.commands).toContainEqual({ type: "scale", track: "canary", replicas: 0 });
  });

  test("is told when a rollback is not heard: in Waiting, in Promoting and without a rollout", () => {
    const waiting = turn(
      startFlagger(policyOf(gated), "old").react({ type: "revision.changed", revision: "new" }),
      tick,
      { ...calm, hooks: { start: false } },
    );
    expect(waiting.controller.status.phase).toBe("Waiting");
    const says = (controller: FlaggerController) =>
      notesOf(turn(controller, { type: "operator.abort" }).commands)[0]?.because;
    expect(says(waiting.controller)).toMatch(/In Waiting Flagger asks none/);
    expect(says(afterTicks(5, gated))).toMatch(/In Promoting Flagger asks none any more/);
    expect(says(startFlagger(policyOf(plain), "old"))).toMatch(/nothing to roll back/);
  });
});

describe("a note", () => {
  const bad: World = { ...calm, reading: { type: "value", value: 94.8 } };

  test("gives the reading, its bound and the counts of a failed check, and names what was not asked", () => {
    const [note] = notesOf(turn(afterTicks(3), tick, bad).commands);
    expect(note).toMatchObject({
      verdict: "fail",
      headline: "Held at 20%",
      because: "Success rate 94.8% is under 99% (61 of 1,180 requests failed in the last 1m). Failed checks 1 of 3.",
    });
    expect(note?.checks.map(({ metric, outcome }) => [metric, outcome])).toEqual([
      ["request-success-rate", "fail"],
      ["request-duration", "notAsked"],
    ]);
  });

  test("of a rollback gives the count and the last failure", () => {
    let controller = afterTicks(3);
    for (let failures = 0; failures < 3; failures++) ({ controller } = turn(controller, tick, bad));
    const [note] = notesOf(turn(controller, tick).commands);
    expect(note?.headline).toBe("Rolled back to stable");
    expect(note?.because).toBe(
      "Failed checks reached 3 of 3, so Flagger routes all traffic back to primary. Last failure: Success rate 94.8% is under 99% (61 of 1,180 requests failed in the last 1m).",
    );
  });

  test("says that no values were found, and that this counts", () => {
    const [note] = notesOf(
      turn(afterTicks(3), tick, { ...calm, reading: { type: "missing", reason: "no requests" } }).commands,
    );
    expect(note?.because).toMatch(
      /no values found \(no requests\), which Flagger counts as a failed check\. Failed checks 1 of 3/,
    );
    expect(note?.checks[0]?.outcome).toBe("noData");
  });

  test("says that a metric was not simulated and passes it", () => {
    const [note] = notesOf(turn(afterTicks(3), tick, { ...calm, reading: { type: "assumed", reason: "" } }).commands);
    expect(note?.headline).toBe("Advanced to 30%");
    expect(note?.because).toMatch(/was not simulated and is taken to be in range/);
  });
});
