/** A bundle in the simulated world, from text to verdict: the same machine that the traces of `argo.json` run. */
import { describe, expect, test } from "vitest";
import { playable, readPolicy, worldForManifest } from "../../src/core/index.ts";
import { canary, nginx } from "./argoManifests.ts";
import { act, manifest, played } from "./argoPlay.ts";

describe("a bundle of the documentation's form", () => {
  const text = manifest("argo-guestbook");

  test("aborts a bad release by its own analysis, and says by which counts", () => {
    const { outcome, decisions } = played(text);
    expect(outcome).toBe("rolledBack");
    const last = decisions.at(-1);
    expect(last?.status.phase).toBe("Degraded");
    expect(last?.note.because).toMatch(/success-rate .* requests failed\).*failed \(3\) > failureLimit \(2\)/);
    expect(last?.note.checks.map(({ metric, unit, min, max }) => [metric, unit, min, max])).toEqual([
      ["success-rate", "%", 98, null],
      ["latency-p99", "ms", null, 500],
    ]);
  });

  test("promotes the healthy twin through every weight", () => {
    const { outcome, decisions } = played(text, { twin: true });
    expect(outcome).toBe("promoted");
    expect([...new Set(decisions.map(({ weight }) => weight))]).toEqual([0, 10, 20, 40, 60, 80]);
  });

  test("does what its operator does, at once", () => {
    const aborted = played(text, { twin: true, interventions: [act(1, "abort")] });
    expect(aborted.outcome).toBe("rolledBack");
    expect(aborted.endedAt).toBe(60_000);
    const held = played(text, { twin: true, interventions: [act(1, "pause")] });
    expect(held.outcome).toBe("unfinished");
    const hurried = played(text, {
      twin: true,
      interventions: [1, 1.5, 2, 2.5, 3].map((minute) => act(minute, "promote")),
    });
    expect(hurried.outcome).toBe("promoted");
    expect(hurried.endedAt).toBeLessThan(4 * 60_000);
  });
});

describe("an inconclusive metric", () => {
  const text = manifest("argo-inconclusive");

  test("pauses and waits for the operator, however long", () => {
    const { outcome, decisions } = played(text);
    expect(outcome).toBe("unfinished");
    expect(decisions.at(-1)).toMatchObject({ phase: "paused", status: { phase: "Paused" } });
    expect(decisions.at(-1)?.note.headline).toBe("Paused: inconclusive");
  });

  test("lets the operator promote past it, or abort", () => {
    expect(played(text, { interventions: [act(12, "promote")] }).outcome).toBe("promoted");
    expect(played(text, { interventions: [act(12, "abort")] }).outcome).toBe("rolledBack");
  });

  test("never comes in the healthy twin", () => {
    expect(played(text, { twin: true }).outcome).toBe("promoted");
  });
});

describe("without a traffic router", () => {
  test("the share of requests is the share of pods, and falls with the pods after an abort", () => {
    const text = canary("steps:\n- setWeight: 10\n- pause: {}", "replicas: 3");
    const { decisions, outcome } = played(text, { twin: true, interventions: [act(3, "abort")] });
    expect(decisions.some(({ weight, status }) => weight === 25 && status.weight === 10)).toBe(true);
    expect(outcome).toBe("rolledBack");
    expect(decisions.at(-1)?.weight).toBe(0);
  });
});

test("an experiment without an analysis lasts as long as it says", () => {
  const text = canary(
    `${nginx}\nsteps:\n- setWeight: 20\n- experiment: {duration: 2m, templates: [{name: x, specRef: canary}]}\n- pause: {}`,
  );
  const { decisions } = played(text, { twin: true });
  const reached = decisions.find(({ note }) => note.because.includes("Step 1,"))?.at ?? 0;
  expect(decisions.find(({ note }) => note.because.includes("Step 2,"))?.at).toBe(reached + 120_000);
  expect(decisions.at(-1)?.note.because).toContain("waits for a person");
});

test("what the world cannot play is refused at the line that asks for it", () => {
  const texts = [
    canary(
      `${nginx.replace("nginx: {stableIngress: web}", "smi: {}")}\nsteps:\n- setWeight: 5\n- experiment: {templates: [{name: x, specRef: canary, weight: 5}]}`,
    ),
  ];
  const refused = texts.map((text) => {
    const read = readPolicy(text, { label: "bundle" });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return playable(worldForManifest(read.value)).map(
      ({ line, message }) => `${line} ${message.split("asks for ")[1]}`,
    );
  });
  expect(refused).toEqual([["14 an experiment that takes a share of the requests"]]);
});
