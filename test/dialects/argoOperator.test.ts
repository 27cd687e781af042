/** What the kubectl plugin's commands do to a rollout in the simulated world (A5, A6). */
import { describe, expect, test } from "vitest";
import { type Intervention, playable, readPolicy, worldForManifest } from "../../src/core/index.ts";
import { canary, nginx, rollout } from "./argoManifests.ts";
import { act, arrivedAt, decided, instancesAt, manifest, played } from "./argoPlay.ts";
import { plain as flaggerCanary } from "./canaryManifest.ts";

const guestbook = manifest("argo-guestbook");
const paused = canary(`${nginx}\nsteps:\n- setWeight: 20\n- pause: {}\n- setWeight: 50\n- pause: {}`);

describe("promote --full", () => {
  test("skips steps, pauses and analysis, keeps the weight until all pods are there, and switches by service", () => {
    const run = played(paused, { twin: true, interventions: [act(2, "promoteFull")] });
    const asked = decided(run, "Operator promotes in full");
    expect(asked).toMatchObject({ at: 120_000, weight: 20, trigger: "operator" });
    expect(asked?.commands).toContainEqual({ type: "replicas", revision: "2.0", count: 10, full: 10 });
    // S24: no gradual shift.
    expect(new Set(run.decisions.map(({ weight }) => weight))).toEqual(new Set([0, 20]));
    expect(run).toMatchObject({ outcome: "promoted", endedAt: 130_000 });
  });

  test("promotes a bad release past its analysis, which a promote of the step does not", () => {
    const interventions = (what: Intervention["do"]) => [act(4, what)];
    const full = played(guestbook, { faultFrom: 4 * 60_000, interventions: interventions("promoteFull") });
    expect(full.outcome).toBe("promoted");
    expect(full.endedAt).toBeLessThan(5 * 60_000);
    expect(played(guestbook, { faultFrom: 4 * 60_000, interventions: interventions("promote") }).outcome).toBe(
      "rolledBack",
    );
  });

  test("takes an abort away (S20)", () => {
    const run = played(paused, { twin: true, interventions: [act(2, "promoteFull"), act(2.05, "abort")] });
    expect(run.outcome).toBe("promoted");
  });

  test("skips the pause and the analyses of a blueGreen", () => {
    const text = rollout("blueGreen:\n  activeService: a\n  previewService: b\n  autoPromotionEnabled: false");
    const run = played(text, { twin: true, interventions: [act(1, "promoteFull")] });
    expect(run).toMatchObject({ outcome: "promoted", endedAt: 60_000 });
  });
});

describe("retry", () => {
  test("starts the steps at the first with the same revision, after the rollout had ended", () => {
    const run = played(paused, { twin: true, interventions: [act(2, "abort"), act(5, "retry"), act(6, "promote")] });
    expect(decided(run, "Aborted by the operator")).toMatchObject({ at: 120_000, phase: "degraded", weight: 0 });
    const again = decided(run, "Operator retries");
    expect(again).toMatchObject({ at: 300_000, phase: "progressing", weight: 0 });
    const later = run.decisions.filter(({ at }) => at > 300_000);
    expect(later.find(({ weight }) => weight === 20)?.at).toBe(310_000);
    expect(later.at(-1)?.note.because).toContain("waits for a person");
    expect(run).toMatchObject({ outcome: "unfinished", endedAt: null });
  });

  test("finds the canary's pods gone after abortScaleDownDelaySeconds, and there before", () => {
    const acts = (retry: number) => [act(2, "abort"), act(retry, "retry")];
    const late = played(paused, { twin: true, interventions: acts(5) });
    expect([149, 151, 299].map((second) => instancesAt(late, second)[1])).toEqual([2, 0, 0]);
    const soon = played(paused, { twin: true, interventions: acts(2.25) });
    expect(soon.decisions.find(({ at, weight }) => at > 120_000 && weight === 20)?.at).toBe(135_000);
  });

  test("lets a bad release be judged a second time, and aborted a second time", () => {
    const once = played(guestbook, { faultFrom: 0 });
    const at = ((once.endedAt ?? 0) + 60_000) / 60_000;
    const twice = played(guestbook, { faultFrom: 0, interventions: [act(at, "retry")] });
    const aborts = twice.decisions.filter(({ note }) => note.because.includes("The update is aborted"));
    expect(aborts.map(({ at }) => at)).toEqual([once.endedAt, twice.endedAt]);
    expect(twice.outcome).toBe("rolledBack");
    expect(arrivedAt(twice, 60 * at - 2)[1]).toBe(0);
  });

  test("is nothing without an abort", () => {
    const plain = played(paused, { twin: true, interventions: [act(3, "promote")] });
    const retried = played(paused, { twin: true, interventions: [act(2, "retry"), act(3, "promote")] });
    expect(retried.decisions).toEqual(plain.decisions);
  });

  test("starts a blueGreen's preview over", () => {
    const text = rollout("blueGreen:\n  activeService: a\n  previewService: b\n  autoPromotionSeconds: 60");
    const run = played(text, { twin: true, interventions: [act(0.5, "abort"), act(3, "retry")] });
    // The preview's pods went 30 s after the abort; new ones take 10 s and the pause another 60.
    expect(run).toMatchObject({ outcome: "promoted", endedAt: 180_000 + 10_000 + 60_000 });
  });
});

test("an act that a tool has no word for is refused", () => {
  const refused = (text: string, what: Intervention["do"]): readonly string[] => {
    const read = readPolicy(text, { label: "policy" });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return playable(worldForManifest(read.value, { interventions: [act(5, what)] })).map(({ message }) => message);
  };
  expect(refused(guestbook, "retry")).toEqual([]);
  expect(refused(flaggerCanary, "abort")).toEqual([]);
  expect(refused(flaggerCanary, "retry")).toEqual([
    "Flagger knows no retry, which the operator does 300 s into the rollout",
  ]);
  expect(refused(flaggerCanary, "promoteFull")).toHaveLength(1);
});
