import { describe, expect, test } from "vitest";
import type { LifecycleGraph } from "../../src/core/explain/lifecycle.ts";
import type { Decision } from "../../src/core/model/index.ts";
import { chosenGuard, positionAt } from "../../src/web/figures/lifecyclePosition.ts";
import { phaseDiagram, phaseMermaid, reachable } from "../../src/web/figures/phaseDiagram.ts";
import { phaseLayout, stateHeight } from "../../src/web/figures/phaseLayout.ts";

const node = (id: string, phase: "progressing" | "healthy" | "degraded", initial = false) => ({
  id,
  name: id,
  parent: null,
  initial,
  phase,
  says: "",
});
const edge = (from: string, to: string, guard = "a guard") => ({ from, to, event: "reconcile", guard });
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
    edge("Busy", "Done", ""),
    edge("Busy", "Failed", "failed checks reached threshold"),
    edge("Done", "Busy"),
    edge("Failed", "Busy"),
    edge("Busy", "Failed", "operator asked to roll back"),
  ],
};
const diagram = phaseDiagram(graph);

describe("the lifecycle in a card", () => {
  test("has each way of one rollout once, with all of its guards, and none into the next", () => {
    expect(diagram.ways).toEqual([
      { from: "Idle", to: "Busy", guards: ["a guard"] },
      { from: "Busy", to: "Done", guards: [""] },
      { from: "Busy", to: "Failed", guards: ["failed checks reached threshold", "operator asked to roll back"] },
    ]);
  });

  test("knows what can still come", () => {
    expect([...reachable(diagram.ways, "Busy")]).toEqual(["Busy", "Done", "Failed"]);
    expect([...reachable(diagram.ways, "Failed")]).toEqual(["Failed"]);
  });

  test("is Mermaid text with a label of guards at each way that has one", () => {
    expect(phaseMermaid(diagram)).toBe(
      [
        "stateDiagram-v2",
        '  state "Idle" as s0',
        '  state "Busy" as s1',
        '  state "Done" as s2',
        '  state "Failed" as s3',
        "  s0 --> s1 : a guard",
        "  s1 --> s2",
        "  s1 --> s3 : failed checks reached threshold<br/>operator asked to roll back",
        "",
      ].join("\n"),
    );
  });

  test.each([
    [310, 150],
    [272, 120],
    [600, 240],
  ])("keeps its states apart and inside of %i by %i pixels", (width, height) => {
    const names = [
      "Initialized",
      "Waiting",
      "Progressing",
      "WaitingPromotion",
      "Promoting",
      "Finalising",
      "Succeeded",
      "Failed",
    ];
    const { states } = phaseLayout(names, [], { width, height });
    for (const [index, { left, top, width: wide }] of states.entries()) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + wide).toBeLessThanOrEqual(width);
      expect(top + stateHeight).toBeLessThanOrEqual(height);
      for (const other of states.slice(index + 1)) {
        const beside = left + wide < other.left || other.left + other.width < left;
        expect(beside || Math.abs(top - other.top) > stateHeight).toBe(true);
      }
    }
  });
});

describe("the guard of the last transition", () => {
  const guards = [
    "primary past its deadline",
    "canary past its deadline",
    "operator asked to roll back",
    "failed checks reached threshold",
    "rollback hook accepted",
  ];

  test.each([
    ["Failed checks reached 5 of 5, so Flagger routes all traffic back to primary.", "failed checks reached threshold"],
    ["The operator asked to roll back, so Flagger routes all traffic back to primary.", "operator asked to roll back"],
    ["Rollback hook stop accepted, so Flagger routes all traffic back to primary.", "rollback hook accepted"],
    [
      "Primary is not ready after its deadline of 1m, so Flagger routes all traffic back to it.",
      "primary past its deadline",
    ],
    [
      "The canary is not ready after its deadline of 1m, so Flagger routes all traffic back to primary.",
      "canary past its deadline",
    ],
  ])("is the one that the decision speaks of: %s", (sentence, guard) => {
    expect(chosenGuard(guards, sentence)).toBe(guard);
  });

  test("is all of them where the decision does not tell", () => {
    expect(chosenGuard(["gate open", "analysis skipped"], "It went on.")).toBe("gate open or analysis skipped");
  });

  test("is none where an unconditional way may have been taken, unless the decision tells of another", () => {
    expect(chosenGuard(["analysis skipped", ""], "Primary serves 2.0 alone.")).toBe("");
    expect(chosenGuard(["analysis skipped", ""], "skipAnalysis is set. Promoted without analysis.")).toBe(
      "analysis skipped",
    );
  });

  test("is found for a recording at every moment", () => {
    const at = (time: number, state: string, because: string): Decision => ({
      at: time,
      trigger: "reconcile",
      phase: "progressing",
      nodes: [state, "resting"],
      status: { phase: state, failedChecks: 0, failedChecksLimit: 5, weight: 0 },
      weight: 0,
      note: { verdict: "info", headline: "", because, checks: [] },
      commands: [],
    });
    const decisions = [at(0, "Busy", ""), at(60, "Busy", ""), at(120, "Failed", "Failed checks reached 5 of 5.")];
    expect(positionAt(diagram, decisions, -1)).toMatchObject({ active: "Idle", before: null, guard: "" });
    expect(positionAt(diagram, decisions, 1)).toMatchObject({
      active: "Busy",
      before: "Idle",
      since: 0,
      guard: "a guard",
    });
    expect(positionAt(diagram, decisions, 2)).toMatchObject({
      active: "Failed",
      before: "Busy",
      since: 120,
      guard: "failed checks reached threshold",
    });
  });
});
