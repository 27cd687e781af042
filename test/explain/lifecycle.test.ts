import { describe, expect, test } from "vitest";
import { createMachine } from "xstate";
import { dialects } from "../../src/core/dialects/index.ts";
import { lifecycleOf, mermaidOf, phasesOf } from "../../src/core/explain/lifecycle.ts";
import { escapeLabel, mermaidText } from "../../src/core/explain/mermaidText.ts";

const small = createMachine({
  id: "small",
  initial: "idle",
  states: {
    idle: {
      tags: "healthy",
      meta: { says: "Nothing happens." },
      on: { go: { guard: 'is "5%" (really); #1', target: "busy" } },
    },
    busy: {
      tags: "progressing",
      initial: "first",
      states: { first: { always: { guard: "ready", target: "second" } }, second: { on: { stop: "#small.idle" } } },
    },
  },
});

describe("a lifecycle graph", () => {
  test("has states with parents, phases and sentences", () => {
    expect(lifecycleOf(small).nodes).toEqual([
      { id: "idle", name: "idle", parent: null, initial: true, phase: "healthy", says: "Nothing happens." },
      { id: "busy", name: "busy", parent: null, initial: false, phase: "progressing", says: "" },
      { id: "busy.first", name: "first", parent: "busy", initial: true, phase: "progressing", says: "" },
      { id: "busy.second", name: "second", parent: "busy", initial: false, phase: "progressing", says: "" },
    ]);
  });

  test("has an edge for every transition that goes somewhere, with event and guard", () => {
    expect(lifecycleOf(small).edges).toEqual([
      { from: "idle", to: "busy", event: "go", guard: 'is "5%" (really); #1' },
      { from: "busy.first", to: "busy.second", event: "", guard: "ready" },
      { from: "busy.second", to: "idle", event: "stop", guard: "" },
    ]);
  });

  test("folds into phases, with the edges between them", () => {
    const { nodes, edges } = phasesOf(lifecycleOf(small));
    expect(nodes.map(({ id }) => id)).toEqual(["idle", "busy"]);
    expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual(["idle busy", "busy idle"]);
  });
});

describe("every dialect's lifecycle", () => {
  const all = Object.entries(dialects);

  test("is registered", () => {
    expect(all.length).toBeGreaterThanOrEqual(1);
  });

  for (const [name, { machine }] of all) {
    test(`${name}: every state can be drawn, every edge joins two of them, and every guard has a name`, () => {
      const { nodes, edges } = lifecycleOf(machine);
      const ids = new Set(nodes.map(({ id }) => id));
      expect(ids.size).toBe(nodes.length);
      expect(nodes.length).toBeGreaterThan(8);
      expect(edges.length).toBeGreaterThan(nodes.length);
      for (const edge of edges) {
        expect(ids.has(edge.from) && ids.has(edge.to)).toBe(true);
        expect(edge.guard).not.toBe("a condition");
      }
      expect(nodes.every(({ phase }) => phase !== null)).toBe(true);
      expect(nodes.filter(({ parent, initial }) => parent === null && initial)).toHaveLength(1);
    });

    test(`${name}: every state has a way in`, () => {
      const { nodes, edges } = lifecycleOf(machine);
      const entered = new Set(edges.map(({ to }) => to));
      const lost = nodes.filter(({ id, initial }) => !initial && !entered.has(id));
      expect(lost.map(({ id }) => id)).toEqual([]);
    });
  }
});

describe("Mermaid text", () => {
  test("escapes what Mermaid would read as its own", () => {
    expect(escapeLabel('say "5%" (really); #1\n{a: <b>}')).toBe(
      "say #quot;5#37;#quot; (really)#59; #35;1 #123;a#58; #lt;b#gt;#125;",
    );
  });

  test("draws states inside states, starts and labelled edges", () => {
    const text = mermaidOf(small);
    expect(text.split("\n")).toEqual([
      "stateDiagram-v2",
      '  state "idle" as s_idle',
      "  [*] --> s_idle",
      '  state "busy" as s_busy',
      "  state s_busy {",
      '    state "first" as s_busy_first',
      "    [*] --> s_busy_first",
      '    state "second" as s_busy_second',
      "  }",
      "  s_idle --> s_busy : go (is #quot;5#37;#quot; (really)#59; #35;1)",
      "  s_busy_first --> s_busy_second : (ready)",
      "  s_busy_second --> s_idle : stop",
      "  classDef progressing stroke:#3b7dd8,stroke-width:2px",
      "  class s_busy progressing",
      "  classDef healthy stroke:#2f9e61,stroke-width:2px",
      "  class s_idle healthy",
      "",
    ]);
  });

  test("gives two states different ids even when their names differ only in signs", () => {
    const node = { name: "x", parent: null, initial: false, phase: null, says: "" };
    const text = mermaidText({
      title: "t",
      nodes: [
        { ...node, id: "a b" },
        { ...node, id: "a-b" },
      ],
      edges: [],
    });
    expect(text).toContain("as s_a_b\n");
    expect(text).toContain("as s_a_b_2\n");
  });

  test("holds no unescaped sign in any label of any dialect", () => {
    const labels = Object.values(dialects).flatMap(({ machine }) => mermaidOf(machine).match(/(?<= : ).*$/gm) ?? []);
    expect(labels.length).toBeGreaterThan(50);
    for (const label of labels) expect(label).not.toMatch(/["<>{}%;:[\]](?<!#\w+;)/);
  });
});
