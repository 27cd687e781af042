/** blueGreen in the simulated world: who is where before and after the switch, and who pays for it. */
import { describe, expect, test } from "vitest";
import { playable, simulateAll } from "../../src/core/index.ts";
import { rate, rollout, template } from "./argoManifests.ts";
import { act, arrivedAt, decided, harmed, instancesAt, manifest, played, scenarioWith, sizes } from "./argoPlay.ts";

/** The initialDelay lets the metrics store learn of the new revision's series first. */
const analysed = (when: "pre" | "post", more = "") =>
  `${rollout(`blueGreen:
  activeService: web-active
  previewService: web-preview${more}
  ${when}PromotionAnalysis:
    templates: [{templateName: t}]
    args: [{name: service, value: web-preview}]`)}${template(`name: success-rate
  initialDelay: 1m
  interval: 30s
  count: 4
  failureLimit: 1
  successCondition: result[0] >= 0.97
  provider: {prometheus: {address: x, query: '${rate}'}}`).replace("spec:\n", "spec:\n  args: [{name: service}]\n")}`;

describe("blueGreen", () => {
  const unjudged = rollout("blueGreen:\n  activeService: web-active\n  previewService: web-preview");

  test("keeps users from the preview, then gives it all of them at once", () => {
    const run = played(analysed("post"), { twin: true });
    expect(run.outcome).toBe("promoted");
    const at = (decided(run, "The active service web-active selects 2.0")?.at ?? 0) / 1000;
    // Ten pods are ready after ten seconds, and none has seen a request by then.
    expect(at).toBe(10);
    expect(arrivedAt(run, at - 1)).toEqual([expect.any(Number), 0]);
    expect(arrivedAt(run, at)).toEqual([0, expect.any(Number)]);
    expect(new Set(run.decisions.map(({ weight }) => weight))).toEqual(new Set([0, 100]));
  });

  test("goes back at once when the analysis after the switch fails, and all users were there to be harmed", () => {
    const run = played(analysed("post"), { faultFrom: 0 });
    expect(run.outcome).toBe("rolledBack");
    const back = decided(run, "Switched back");
    expect(back).toMatchObject({ phase: "degraded", weight: 0 });
    expect(back?.note.because).toContain("selects 1.0");
    const seconds = (run.endedAt ?? 0) / 1000;
    expect(arrivedAt(run, seconds)[1]).toBe(0);
    const canary = played(manifest("argo-guestbook"), { faultFrom: 0 });
    expect(canary.outcome).toBe("rolledBack");
    expect(harmed(run)).toBeGreaterThan(2 * harmed(canary));
  });

  test("keeps the old revision whole until the analysis after the switch ends", () => {
    const run = played(analysed("post"), { twin: true });
    expect(sizes(run)).toEqual([[0, "2.0", 10]]);
    expect(run.decisions.at(-1)?.note.headline).toBe("Promoted");
    expect(run.endedAt).toBe(10_000 + 60_000 + 3 * 30_000);
  });

  test("aborts by an analysis before the switch, which has no users to judge: even the healthy twin", () => {
    for (const twin of [false, true]) {
      const run = played(analysed("pre"), { twin });
      expect(run.outcome).toBe("rolledBack");
      expect(decided(run, "no requests in the window: Failed by result[0] >= 0.97")).toBeDefined();
      expect([harmed(run), Math.max(...run.decisions.map(({ weight }) => weight))]).toEqual([0, 0]);
    }
  });

  test("has nothing that stops a bad release without an analysis", () => {
    const run = played(unjudged, { faultFrom: 0, whole: true });
    expect(run).toMatchObject({ outcome: "promoted", endedAt: 10_000 });
    expect(harmed(run)).toBeGreaterThan(1000);
  });

  test("waits for its operator, at the size of its preview, and grows before the switch", () => {
    const text = unjudged.replace(
      "previewService",
      "autoPromotionEnabled: false\n      previewReplicaCount: 2\n      previewService",
    );
    expect(played(text, { twin: true })).toMatchObject({ outcome: "unfinished" });
    const run = played(text, { twin: true, interventions: [act(2, "promote")] });
    expect(sizes(run)).toEqual([
      [0, "2.0", 2],
      [120, "2.0", 10],
    ]);
    expect(decided(run, "The active service")?.at).toBe(130_000);
    const [stable = 0, preview] = instancesAt(run, 60);
    expect(preview).toBe(Math.ceil((2 * stable) / 10));
    expect(run.outcome).toBe("promoted");
  });

  test("promotes by itself after autoPromotionSeconds", () => {
    const text = unjudged.replace("previewService", "autoPromotionSeconds: 90\n      previewService");
    expect(played(text, { twin: true })).toMatchObject({ outcome: "promoted", endedAt: 100_000 });
  });

  test("is refused where the world sends requests to all pods", () => {
    const scenario = scenarioWith(unjudged);
    const world = { ...scenario.world, balancer: { ...scenario.world.balancer, kind: "pods" as const } };
    expect(playable(scenario)).toEqual([]);
    expect(playable({ ...scenario, world })).toMatchObject([{ line: 9, message: /sends requests to all pods/ }]);
  });

  test("ends alike where only counts are drawn", () => {
    const scenario = scenarioWith(analysed("post"), { faultFrom: 0 });
    const counts = { ...scenario, world: { ...scenario.world, resolution: "counts" as const } };
    const [one, other] = [scenario, counts].map((each) => simulateAll(each, 1, { stopWhenSettled: true }));
    expect(other?.resolution.name).toBe("counts");
    expect(other).toMatchObject({ outcome: one?.outcome, endedAt: one?.endedAt });
  });
});
