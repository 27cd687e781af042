import { describe, expect, test } from "vitest";
import type { LifecycleGraph } from "../../src/core/explain/lifecycle.ts";
import { phaseDiagram, reachable } from "../../src/web/figures/phaseDiagram.ts";

describe("the lifecycle in a card", () => {
  const node = (id: string, phase: "progressing" | "healthy" | "degraded", initial = false) => ({
    id,
    name: id,
    parent: null,
    initial,
    phase,
    says: "",
  });
  const edge = (from: string, to: string) => ({ from, to, event: "reconcile", guard: "a guard" });
  const graph: LifecycleGraph = {
    title: "small",
    nodes: [
      node("Idle", "healthy", true),
      node("Busy", "progressing"),
      node("Done", "healthy"),
      node("Failed", "degraded"),
    ],
    edges: [
      edge("Idle", "Busy"),
      edge("Busy", "Done"),
      edge("Busy", "Failed"),
      edge("Done", "Busy"),
      edge("Failed", "Busy"),
      { ...edge("Busy", "Failed"), guard: "another" },
    ],
  };

  test("draws each way of one rollout once, and none into the next", () => {
    const { text, ways } = phaseDiagram(graph);
    expect(ways.map(({ from, to }) => `${from} ${to}`)).toEqual(["Idle Busy", "Busy Done", "Busy Failed"]);
    expect(text).toContain('state "Busy" as s1');
    expect(text).toContain("s0 --> s1");
  });

  test("knows what can still come", () => {
    const { ways } = phaseDiagram(graph);
    expect([...reachable(ways, "Busy")]).toEqual(["Busy", "Done", "Failed"]);
    expect([...reachable(ways, "Failed")]).toEqual(["Failed"]);
  });
});
