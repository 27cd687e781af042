/** What figures say, checked against the recording they are drawn from. Needs no page. */
import { expect, test } from "vitest";
import { momentAt, scenarioOf, simulateAll } from "../../src/core/index.ts";
import { balancerName } from "../../src/web/figures/balancerName.ts";
import { endingOf } from "../../src/web/figures/endings.ts";
import { linearScale } from "../../src/web/figures/linearScale.ts";
import { shareAt } from "../../src/web/figures/shareSeries.ts";
import { catalogue } from "../catalogue.ts";

function recordingOf(twin: boolean) {
  const file = catalogue().find(({ slug }) => slug === "loud-bug");
  if (file === undefined) throw new Error("no scenario loud-bug");
  return simulateAll(scenarioOf(file, "naive", { twin }), 1);
}

const bad = recordingOf(false);
const healthy = recordingOf(true);

test("the end of a rollout is marked where it ended, not where its last act began", () => {
  expect(endingOf(bad)).toEqual({ at: bad.endedAt, says: "rolled back" });
  expect(endingOf(healthy)).toEqual({ at: healthy.endedAt, says: "promoted" });
  expect(endingOf({ ...bad, outcome: "unfinished", endedAt: null })).toBeNull();
});

test("the chart and the verdict call the same share served", () => {
  for (let at = 0; at < 600_000; at += 7_000) expect(shareAt(bad, at).served).toBe(momentAt(bad, at).served);
});

test("the router is the one that the policy was read to name, whatever its text says besides", () => {
  const { policy } = bad.scenario;
  expect(balancerName(policy)).toBe("Istio");
  expect(balancerName({ ...policy, value: { provider: "gatewayapi:v1" }, source: "provider: nginx" })).toBe(
    "Gateway API",
  );
  expect(balancerName({ ...policy, value: null })).toBe("balancer");
});

test("an axis has round labels over its whole length", () => {
  expect(linearScale(15, [100, 0]).ticks(3)).toEqual([0, 5, 10, 15]);
  expect(linearScale(0.5, [100, 0]).ticks(4)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  expect(linearScale(800, [60, 0]).ticks(2)).toEqual([0, 500]);
  const scale = linearScale(1_800_000, [44, 700]);
  expect(scale.invert(scale(90_000))).toBeCloseTo(90_000);
});
