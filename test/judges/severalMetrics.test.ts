import { expect, test } from "vitest";
import type { Weighed } from "../../src/core/judges/index.ts";
import { combineMetrics, falseAlarmOfAny, splitLevels } from "../../src/core/judges/severalMetrics.ts";

function metric(name: string, kind: "p" | "e", value: number, rest: Partial<Weighed & { critical: boolean }> = {}) {
  const found: Weighed = {
    verdict: "pass",
    rule: "planned end",
    lean: "neither",
    measure: { kind, value, threshold: 1 },
    ...rest,
  };
  return { name, weight: 1, critical: rest.critical ?? false, found };
}

test("ten metrics at 5% each alarm falsely in 40% of good releases", () => {
  expect(falseAlarmOfAny(10, 0.05)).toBeCloseTo(0.4013, 4);
});

test("a split shares out one level by weight", () => {
  expect(splitLevels([3, 1], 0.04)).toEqual([0.03, 0.01]);
});

test("a split and Holm roll back for the metric that is small enough, and for no other", () => {
  const metrics = [metric("errors", "p", 0.02), metric("latency", "p", 0.4)];
  expect(combineMetrics(metrics, { by: "split", alpha: 0.05 })).toMatchObject({ verdict: "fail", against: ["errors"] });
  expect(combineMetrics(metrics, { by: "holm", alpha: 0.05 })).toMatchObject({ verdict: "fail", against: ["errors"] });
  expect(combineMetrics(metrics, { by: "split", alpha: 0.03 }).verdict).toBe("pass");
});

test("e-values are averaged, so that one must be as large as all of them need", () => {
  const metrics = [metric("errors", "e", 30), metric("latency", "e", 1)];
  expect(combineMetrics(metrics, { by: "average", alpha: 0.05 }).verdict).toBe("pass");
  const larger = [metric("errors", "e", 40), metric("latency", "e", 1)];
  expect(combineMetrics(larger, { by: "average", alpha: 0.05 })).toMatchObject({
    verdict: "fail",
    against: ["errors"],
  });
  expect(combineMetrics(larger, { by: "average", alpha: 0.05 }).because).toContain("Mean e-value 20.5 against 20");
});

test("a score with a pass threshold of 95 fails for one metric of ten", () => {
  const good = Array.from({ length: 9 }, (_, i) => metric(`m${i}`, "p", 0.5));
  const metrics = [...good, metric("bad", "p", 0.001, { lean: "worse" })];
  expect(combineMetrics(metrics, { by: "score", pass: 95, marginal: 91 })).toMatchObject({
    verdict: "fail",
    against: ["bad"],
  });
  expect(combineMetrics(metrics, { by: "score", pass: 90, marginal: 75 }).verdict).toBe("pass");
});

test("a critical metric brings the score to 0, and missing data holds", () => {
  const critical = [metric("a", "p", 0.5), metric("b", "p", 0.01, { lean: "worse", critical: true })];
  expect(combineMetrics(critical, { by: "score", pass: 40, marginal: 30 }).because).toContain("Score 0");
  const missing = [metric("a", "p", 0.5), metric("b", "p", 1, { rule: "no data", verdict: "inconclusive" })];
  expect(combineMetrics(missing, { by: "score", pass: 40, marginal: 30 }).verdict).toBe("inconclusive");
});

test("promotes only when every metric has passed", () => {
  const metrics = [metric("errors", "p", 0.5), metric("latency", "p", 0.5, { verdict: "inconclusive" })];
  expect(combineMetrics(metrics, { by: "holm", alpha: 0.05 }).verdict).toBe("inconclusive");
  expect(combineMetrics([], { by: "split", alpha: 0.05 }).verdict).toBe("inconclusive");
});
