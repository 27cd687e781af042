/**
 * Our own lifecycle: what each look decides, state by state, and that every state can be reached. The one-line change
 * that must break this file: let two questions of `lookStates` change places.
 */
import { describe, expect, test } from "vitest";
import { createTestModel } from "xstate/graph";
import { nativeMachine } from "../../src/core/dialects/native/machine.ts";
import { parse } from "../../src/core/dialects/native/manifest.ts";
import type { NativePolicy } from "../../src/core/dialects/native/policy.ts";
import { startNative } from "../../src/core/dialects/native/rules.ts";
import type { AlarmState, Judged, Measurement, Signal } from "../../src/core/index.ts";

function policyOf(lines: string): NativePolicy {
  const parsed = parse(`native:\n${lines.trim().replace(/^/gm, "  ")}\n`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const plain = policyOf(`
steps: [{ weight: 5%, for: 2m, minSamples: 100 }, { weight: 50%, for: 1m }]
judges: [{ metric: error-rate }]
mustSee: [{ segment: { device: ios }, samples: 10 }]
bake: 1m
`);

const arm = { requests: 300, failures: 1 };
const said = (verdict: "pass" | "fail" | "inconclusive"): Judged => ({
  type: "verdict",
  verdict,
  because: "Canary 1 errors in 300 requests.",
  last: { canary: arm, baseline: arm },
});
const blind: Judged = { type: "noData", reason: "nothing was scraped", last: { canary: null, baseline: arm } };

function counts(...requests: readonly number[]): Signal {
  const query = {
    metric: "requests",
    signature: { type: "requests", who: [] },
    scope: "canary",
    layer: "request",
    window: 0,
  } as const;
  const measurements = requests.map(
    (seen): Measurement => ({
      query,
      reading: { type: "value", value: seen },
      samples: { requests: seen, failures: 0 },
    }),
  );
  return { type: "measured", measurements };
}

const ready = (track: "stable" | "canary"): Signal => ({ type: "workload", track, state: "ready" });

/** A rollout that is played by hand, a look at a time. */
class Played {
  controller: ReturnType<typeof startNative>;
  #now = 0;

  constructor(policy: NativePolicy) {
    this.controller = startNative(policy, "v1");
    this.tell({ type: "clock", now: 0 }, { type: "revision.changed", revision: "v2" });
  }

  tell(...signals: readonly Signal[]): this {
    for (const signal of signals) this.controller = this.controller.react(signal);
    return this;
  }

  /** The next look: what the canary has answered in all, how many of them for ios, and what the judges say. */
  look(answers: readonly Judged[], requests = 500, ios = 100): this {
    this.#begin();
    this.tell(counts(requests, ios));
    return answers.length === 0 ? this : this.tell({ type: "judged", answers });
  }

  /** The same of a policy without judges, with the states of its alarms. */
  lookAt(...states: readonly AlarmState[]): this {
    this.#begin();
    return this.tell({ type: "alarms", states }, counts(500, 100));
  }

  #begin(): void {
    this.#now += 60_000;
    this.tell({ type: "clock", now: this.#now }, { type: "reconcile" });
  }

  get phase(): string {
    return this.controller.nodes[0] ?? "";
  }

  get weight(): number {
    return this.controller.status.weight;
  }

  get because(): string {
    return this.controller.commands
      .flatMap((command) => (command.type === "note" ? [command.note.because] : []))
      .join(" ");
  }
}

const begun = (policy = plain): Played => new Played(policy).tell(ready("canary"));

describe("a look", () => {
  test("moves no traffic before the canary is ready, and counts looks, steps and the bake", () => {
    const rollout = new Played(plain);
    expect([rollout.phase, rollout.weight]).toEqual(["Starting", 0]);
    rollout.tell(ready("canary"));
    expect([rollout.phase, rollout.weight]).toEqual(["Rolling", 5]);
    expect(rollout.look([said("inconclusive")]).weight).toBe(5);
    expect(rollout.look([said("inconclusive")]).weight).toBe(50);
    rollout.look([said("inconclusive")]);
    expect([rollout.phase, rollout.weight]).toEqual(["Baking", 100]);
    rollout.look([]);
    expect([rollout.phase, rollout.controller.done]).toEqual(["Promoting", false]);
    rollout.tell(ready("stable"));
    expect([rollout.phase, rollout.weight, rollout.controller.done]).toEqual(["Promoted", 0, true]);
  });

  test("skips no step for an early pass", () => {
    expect(begun().look([said("pass")]).weight).toBe(5);
  });

  test("rolls back at once when a judge finds the canary worse, with its counts", () => {
    const rollout = begun().look([said("fail")]);
    expect([rollout.phase, rollout.weight, rollout.controller.done]).toEqual(["RolledBack", 0, true]);
    expect(rollout.because).toContain("Canary 1 errors in 300 requests.");
  });

  test("without numbers holds and does not count, or does what noData says", () => {
    const rollout = begun().look([blind]).look([blind]).look([blind]);
    expect([rollout.phase, rollout.weight]).toEqual(["Held", 5]);
    expect(rollout.because).toContain("nothing was scraped");
    expect(rollout.look([said("inconclusive")]).phase).toBe("Rolling");
    expect(rollout.weight).toBe(5);
    expect(rollout.look([said("inconclusive")]).weight).toBe(50);
    const withRule = (noData: "fail" | "pass") => ({
      ...plain,
      judges: plain.judges.map((judge) => ({ ...judge, noData })),
    });
    expect(begun(withRule("fail")).look([blind]).phase).toBe("RolledBack");
    expect(begun(withRule("pass")).look([blind]).look([blind]).weight).toBe(50);
  });

  test("at the end of a step waits for samples, then for the users that must be seen", () => {
    const rollout = begun()
      .look([said("inconclusive")], 40, 2)
      .look([said("inconclusive")], 90, 4);
    expect(rollout.phase).toBe("Held");
    expect(rollout.because).toContain("minSamples wants 100 requests of the canary; 90 were seen");
    rollout.look([said("inconclusive")], 140, 7);
    expect(rollout.phase).toBe("Held");
    expect(rollout.because).toContain("7 of 10 requests of device ios");
    expect(rollout.look([said("inconclusive")], 190, 10).weight).toBe(50);
  });

  test("asks judges of limits alone while it bakes, and may still roll back", () => {
    const policy = policyOf(`
steps: [{ weight: 50%, for: 1m }]
judges: [{ metric: error-rate }, { metric: error-rate, kind: threshold }]
bake: 2m
`);
    const rollout = begun(policy).look([said("inconclusive"), said("inconclusive")]);
    expect(rollout.phase).toBe("Baking");
    expect(rollout.look([said("inconclusive")]).phase).toBe("Baking");
    expect(rollout.look([said("fail")]).phase).toBe("RolledBack");
  });

  test("leaves a judge alone while it warms up, and hears a shadow without acting on it", () => {
    const policy = policyOf(`
steps: [{ weight: 50%, for: 3m }]
judges: [{ metric: error-rate, warmup: 90s }]
shadow: [{ metric: error-rate, kind: fisher }]
`);
    const rollout = begun(policy).look([said("fail")]);
    expect(rollout.phase).toBe("Rolling");
    expect(rollout.because).toContain("Warming up: rate-ratio-e-process on error-rate.");
    expect(rollout.because).toContain("Shadow, not acted on: would roll back. fisher on error-rate");
    rollout.look([said("inconclusive")]).tell({ type: "clock", now: 180_000 }, { type: "reconcile" }, counts(500));
    const asked = rollout.controller.commands.flatMap((command) => (command.type === "judge" ? command.questions : []));
    expect(asked.map(({ judge, since, every }) => [judge, since, every])).toEqual([
      ["rate-ratio-e-process", 120_000, 60_000],
      ["fisher", 0, 60_000],
    ]);
  });
});

describe("an alarm", () => {
  const steps = "steps: [{ weight: 50%, for: 2m }, { weight: 100%, for: 1m }]";

  test("rolls back while it is in ALARM, and in no other state", () => {
    const rollout = begun(policyOf(`${steps}\nalarms: [{ alarm: errors-high }]`));
    expect(rollout.lookAt("INSUFFICIENT_DATA").lookAt("OK").weight).toBe(100);
    rollout.lookAt("ALARM");
    expect([rollout.phase, rollout.weight, rollout.controller.done]).toEqual(["RolledBack", 0, true]);
    expect(rollout.because).toContain("the alarm errors-high is in ALARM");
  });

  test("that holds lets the rollout go on when it is over, and its looks do not count", () => {
    const rollout = begun(policyOf(`${steps}\nalarms: [{ alarm: slow, do: hold }]\nbake: 1m`));
    expect(rollout.lookAt("ALARM").lookAt("ALARM").lookAt("ALARM").phase).toBe("Held");
    expect(rollout.because).toContain("Alarm slow: ALARM.");
    expect(rollout.weight).toBe(50);
    expect(rollout.lookAt("OK").phase).toBe("Rolling");
    expect(rollout.lookAt("OK").weight).toBe(100);
    expect(rollout.lookAt("OK").phase).toBe("Baking");
    expect(rollout.lookAt("ALARM").phase).toBe("Held");
    expect(rollout.lookAt("OK").phase).toBe("Promoting");
  });

  test("rolls back also while an operator holds", () => {
    const rollout = begun(policyOf(`${steps}\nalarms: [{ alarm: a, do: hold }, { alarm: b }]`));
    rollout.tell({ type: "operator.pause" });
    expect(rollout.lookAt("ALARM", "OK").phase).toBe("Paused");
    expect(rollout.lookAt("OK", "ALARM").phase).toBe("RolledBack");
  });
});

describe("an operator", () => {
  test("who holds stops the steps and not the judges", () => {
    const rollout = begun().tell({ type: "operator.pause" });
    expect(rollout.look([said("inconclusive")]).look([said("inconclusive")]).phase).toBe("Paused");
    expect(rollout.weight).toBe(5);
    rollout.tell({ type: "operator.resume" }).look([said("inconclusive")]);
    expect(rollout.weight).toBe(5);
    expect(rollout.look([said("inconclusive")]).weight).toBe(50);
    expect(
      begun()
        .tell({ type: "operator.pause" })
        .look([said("fail")]).phase,
    ).toBe("RolledBack");
  });

  test("who holds early keeps traffic away until the rollout is resumed", () => {
    const rollout = new Played(plain).tell({ type: "operator.pause" }, ready("canary"));
    expect([rollout.phase, rollout.weight]).toEqual(["Paused", 0]);
    expect(rollout.tell({ type: "operator.resume" }).weight).toBe(5);
  });

  test("promotes past everything, aborts at once, and is too late once stable takes the revision", () => {
    const promoted = begun().tell({ type: "operator.promote" });
    expect(promoted.phase).toBe("Promoting");
    expect(promoted.tell({ type: "operator.abort" }).phase).toBe("Promoting");
    expect(promoted.because).toContain("deploy the old revision");
    const aborted = begun().tell({ type: "operator.abort" });
    expect([aborted.phase, aborted.weight]).toEqual(["RolledBack", 0]);
    expect(aborted.tell({ type: "operator.retry" }).phase).toBe("Starting");
  });
});

describe("the lifecycle", () => {
  const events: readonly Signal[] = [
    { type: "revision.changed", revision: "v2" },
    { type: "revision.changed", revision: "v1" },
    { type: "reconcile" },
    counts(500, 100),
    counts(50, 1),
    { type: "judged", answers: [said("inconclusive")] },
    { type: "judged", answers: [said("fail")] },
    { type: "judged", answers: [blind] },
    ready("canary"),
    ready("stable"),
    { type: "workload", track: "canary", state: "failed" },
    { type: "operator.pause" },
    { type: "operator.resume" },
    { type: "operator.abort" },
    { type: "operator.promote" },
  ];
  // Steps of one look, and every judge has a window to look at once the clock has moved.
  const policy = { ...plain, everyMs: 1, bakeMs: 1, steps: plain.steps.map((step) => ({ ...step, forMs: 1 })) };

  test("reaches every state, and does along each path what the controller does", async () => {
    const model = createTestModel(nativeMachine, {});
    const paths = model.getShortestPaths({
      input: { policy, revision: "v1" },
      events: () => [...events, { type: "clock", now: 60_000 }],
      serializeState: (snapshot) => {
        const { wanted, stable, refused, step, looks, paused, now } = snapshot.context;
        return JSON.stringify([snapshot.value, wanted, stable, refused, step, looks, paused, now]);
      },
      limit: 20_000,
    });
    const states = paths.flatMap(({ state, steps }) => [...steps.map((step) => step.state), state]);
    const names = new Set(
      states.map(({ value }) => (typeof value === "string" ? value : (Object.keys(value)[0] ?? ""))),
    );
    expect([...names].sort()).toEqual(Object.keys(nativeMachine.states).sort());
    expect(paths.length).toBeGreaterThan(30);
    for (const path of paths) {
      let controller = startNative(policy, "v1");
      for (const { event, state } of path.steps) {
        if (event.type === ("xstate.init" as string)) continue;
        controller = controller.react(event as Signal);
        expect(controller.snapshot.value).toEqual(state.value);
      }
    }
  });
});
