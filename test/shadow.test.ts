/** A judge beside a controller. The one-line change that must break it: let `windowOf` start at 0 each time. */
import { describe, expect, test } from "vitest";
import { judges, scenarioOf, shadowOf, simulateAll } from "../src/core/index.ts";
import { catalogue } from "./catalogue.ts";

const loudBug = catalogue().find(({ slug }) => slug === "loud-bug");
if (loudBug === undefined) throw new Error("no loud-bug");
const bad = simulateAll(scenarioOf(loudBug, "naive"), 1);
const healthy = simulateAll(scenarioOf(loudBug, "naive", { twin: true }), 1);

describe("a shadow judge", () => {
  test("sees every request of the canary once, by the last look", () => {
    const looks = shadowOf(bad, judges.fisher);
    expect(looks.length).toBeGreaterThanOrEqual(4);
    const last = looks.at(-1);
    const ticks = (last?.at ?? 0) / bad.tick;
    let requests = 0;
    let errors = 0;
    for (let tick = 0; tick < ticks; tick++) {
      requests += bad.columns.answered[2 * tick + 1] ?? 0;
      errors += bad.columns.failed[2 * tick + 1] ?? 0;
    }
    expect(last?.because).toContain(`Canary ${errors} errors in ${requests} requests`);
  });

  test("would have stopped eight percent before the controller did, and acts on nothing", () => {
    const looks = shadowOf(bad, judges["rate-ratio-e-process"]);
    const first = looks.find(({ verdict }) => verdict === "fail");
    expect(first?.at).toBeLessThan(bad.endedAt ?? 0);
    expect(bad.outcome).toBe("rolledBack");
  });

  test("does not stop the healthy twin where it is valid under peeking", () => {
    const valid = Object.values(judges).filter(({ peeking }) => peeking.valid);
    expect(valid.length).toBeGreaterThanOrEqual(3);
    for (const judge of valid) expect(shadowOf(healthy, judge).filter(({ verdict }) => verdict === "fail")).toEqual([]);
  });
});
