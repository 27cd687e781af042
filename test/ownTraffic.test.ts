/** A judge is rated at the traffic that a run had, in parts that make no difference. */
import { expect, test } from "vitest";
import { compileScenario } from "../src/build/compileScenarios.ts";
import { judges, rollbackRate } from "../src/core/index.ts";
import { rollbackRateInParts } from "../src/core/lab/judgeRates.ts";
import { ownTraffic } from "../src/core/lab/ownTraffic.ts";
import { scenarioOf } from "../src/core/scenario/index.ts";
import { simulateAll } from "../src/core/simulateAll.ts";

const { file } = compileScenario("scenarios", "loud-bug");

test("the traffic of a run is its requests a minute and the error rates that it had", () => {
  const traffic = ownTraffic(simulateAll(scenarioOf(file, "naive"), 1));
  expect(traffic).not.toBeNull();
  if (traffic === null) return;
  // 100 requests a second, 5% of them to a canary that fails 8% and what any release fails, 0.3%.
  expect(traffic.canaryPerLook + traffic.baselinePerLook).toBeGreaterThan(5700);
  expect(traffic.canaryPerLook + traffic.baselinePerLook).toBeLessThan(6300);
  expect(traffic.canaryPerLook / (traffic.canaryPerLook + traffic.baselinePerLook)).toBeCloseTo(0.05, 1);
  expect(traffic.canaryErrorRate).toBeGreaterThan(0.06);
  expect(traffic.canaryErrorRate).toBeLessThan(0.1);
  expect(traffic.baselineErrorRate).toBeCloseTo(0.003, 2);
  expect(traffic.looks).toBe(20);
});

test("rates worked out in parts are those of one go", () => {
  const traffic = {
    canaryPerLook: 100,
    baselinePerLook: 900,
    canaryErrorRate: 0.02,
    baselineErrorRate: 0.005,
    looks: 8,
  };
  const plan = { runs: 50, seed: 3 };
  const steps = rollbackRateInParts(judges.fisher, traffic, { ...plan, part: 20 });
  const done: number[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done !== true) {
      done.push(step.value);
      continue;
    }
    const whole = rollbackRate(judges.fisher, traffic, plan);
    expect(done).toEqual([20, 40, 50]);
    expect(step.value?.share).toBe(whole?.share);
    expect(step.value?.meanLook).toBeCloseTo(whole?.meanLook ?? Number.NaN, 9);
    return;
  }
});
