/**
 * Laws of every controller, under any luck and any operator. They come from `Controller` itself: weights are shares,
 * exactly one phase holds, an end is an end, and a reaction is a value that changes nothing behind it. The one-line
 * change that must break this file: let any machine route more than 100%, or leave a state without a phase tag.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dialect } from "../../src/core/dialects/dialect.ts";
import { type Command, type Controller, dialects, lifecycleOf, type Signal } from "../../src/core/index.ts";
import { corpora } from "../dialects/corpora.ts";
import { mutationsOf } from "../dialects/mutations.ts";
import { answerTo, type Luck } from "./controllerWorld.ts";

const operators: readonly Signal[] = [
  { type: "operator.promote" },
  { type: "operator.pause" },
  { type: "operator.resume" },
  { type: "operator.abort" },
  { type: "operator.retry" },
  { type: "revision.changed", revision: "v3" },
  { type: "revision.changed", revision: "v1" },
];

/** One minute: perhaps an operator, then the controller's turn. */
const minute = fc.record({
  operator: fc.option(fc.constantFrom(...operators), { freq: 8 }),
  badLuck: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
});

type Minute = typeof minute extends fc.Arbitrary<infer Value> ? Value : never;

/** Hooks are as often against it as not; everything else goes wrong in one minute of six. */
function lucky(badLuck: readonly boolean[], index: number): Luck {
  const place = { workload: 0, hook: 1, metric: 2, judge: 3 } as const;
  return { good: (what) => !(badLuck[place[what]] === true && (what === "hook" || index % 3 === 0)) };
}

interface Step {
  readonly before: Controller;
  readonly signal: Signal;
  readonly after: Controller;
}

/** Gives signals until nobody answers any more; 500 answers in one turn are a circle. */
function deliver(controller: Controller, first: Signal, luck: Luck, steps: Step[]): Controller {
  const signals = [first];
  let now = controller;
  for (let answers = 0; signals.length > 0; answers++) {
    if (answers > 500) throw new Error(`a circle at ${now.nodes.join(".")}`);
    const signal = signals.shift() as Signal;
    const after = now.react(signal);
    steps.push({ before: now, signal, after });
    signals.push(...after.commands.flatMap((command) => answerTo(command, luck)));
    now = after;
  }
  return now;
}

function play(dialect: Dialect<unknown>, policy: unknown, minutes: readonly Minute[]): readonly Step[] {
  const steps: Step[] = [];
  let controller = dialect.start(policy, "v1");
  const luck = lucky([], 1);
  controller = deliver(controller, { type: "revision.changed", revision: "v2" }, luck, steps);
  minutes.forEach(({ operator, badLuck }, index) => {
    const today = lucky(badLuck, index);
    controller = deliver(controller, { type: "clock", now: (index + 1) * 60_000 }, today, steps);
    if (operator !== null) controller = deliver(controller, operator, today, steps);
    controller = deliver(controller, { type: "reconcile" }, today, steps);
  });
  return steps;
}

test("every registered dialect is held to the laws", () => {
  expect(Object.keys(dialects).length).toBeGreaterThanOrEqual(3);
});

describe.each(Object.entries(dialects))("%s", (name, dialect) => {
  const seen = { steps: 0, ended: 0, phases: new Set<string>(), nodes: new Set<string>() };
  const known = new Set(lifecycleOf(dialect.machine).nodes.map((node) => node.id));

  function holds({ before, signal, after }: Step): void {
    seen.steps++;
    seen.phases.add(after.phase);
    const node = after.nodes.join(".");
    seen.nodes.add(node);
    expect(known.has(node)).toBe(true);
    for (const command of after.commands) sane(command);
    expect(after.status.weight).toBeGreaterThanOrEqual(0);
    expect(after.status.weight).toBeLessThanOrEqual(100);
    expect(after.commands.filter(({ type }) => type === "requeue").length).toBeLessThanOrEqual(2);
    // A reaction is a value: the same signal gives the same answer once more.
    expect(before.react(signal).commands).toEqual(after.commands);
    if (!before.done) return;
    seen.ended++;
    // An operator may pause what has ended.
    expect(before.phase).not.toBe("progressing");
    // What has ended moves no traffic by itself.
    if (signal.type === "reconcile" || signal.type === "clock")
      expect(after.commands.filter(({ type }) => type === "setWeight" || type === "promote")).toEqual([]);
  }

  test("keeps the laws under any luck and any operator", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        mutationsOf(corpora[name] ?? { texts: [], snippets: [], swaps: [] }),
        fc.array(minute, { minLength: 10, maxLength: 40 }),
        (text, minutes) => {
          const parsed = dialect.parse(text);
          if (!parsed.ok) return;
          for (const step of play(dialect, parsed.value, minutes)) holds(step);
        },
      ),
      { numRuns: 150, seed: 20261125 },
    );
    expect(seen.steps).toBeGreaterThan(1000);
    expect(seen.ended).toBeGreaterThan(50);
    expect([...seen.phases].sort()).toEqual(["degraded", "healthy", "paused", "progressing"]);
    expect(seen.nodes.size).toBeGreaterThanOrEqual(5);
  });

  test("has a phase, a sentence and named edges in every state that its drawing shows", () => {
    const { nodes, edges } = lifecycleOf(dialect.machine);
    expect(nodes.length).toBeGreaterThan(8);
    for (const node of nodes) expect(node.phase, node.id).not.toBeNull();
    for (const node of nodes.filter(({ parent }) => parent === null)) expect(node.says, node.id).not.toBe("");
    expect(edges.filter(({ guard }) => guard === "a condition")).toEqual([]);
  });
});

function sane(command: Command): void {
  if (command.type === "setWeight" || command.type === "mirror") {
    expect(command.weight).toBeGreaterThanOrEqual(0);
    expect(command.weight).toBeLessThanOrEqual(100);
  }
  if (command.type === "requeue") expect(command.after).toBeGreaterThan(0);
  if (command.type === "note") {
    expect(command.note.headline).not.toBe("");
    expect(command.note.because).not.toBe("");
  }
}
