/**
 * Rollouts end alike at both resolutions: the same verdicts, at the same times, by as many harmed users. Every
 * scenario of the catalogue that counts may play is held to it. The one-line change that must break it: let
 * `counts/countsEngine.ts` route by the weight of the tick before.
 */
import { describe, expect, test } from "vitest";
import { chosenResolution } from "../../src/core/engine/index.ts";
import { scenarioOf, simulateAll, verdictOf } from "../../src/core/index.ts";
import type { ResolutionChoice, Scenario } from "../../src/core/model/index.ts";
import { catalogue } from "../catalogue.ts";
import { holmAccepts, kolmogorovSmirnov } from "./agreement.ts";

const RUNS = 30;

const subjects = catalogue().flatMap((file) =>
  Object.keys(file.policies)
    .map((policy) => ({ name: `${file.slug} under ${policy}`, scenario: scenarioOf(file, policy) }))
    .filter(({ scenario }) => chosenResolution(at("auto", scenario).world).name === "counts"),
);

function at(resolution: ResolutionChoice, scenario: Scenario): Scenario {
  return {
    ...scenario,
    world: { ...scenario.world, resolution, horizon: Math.min(scenario.world.horizon, 20 * 60_000) },
  };
}

interface Ends {
  readonly promoted: number;
  readonly minutes: Float64Array;
  readonly harmed: Float64Array;
}

function ends(scenario: Scenario, firstSeed: number): Ends {
  const verdicts = Array.from({ length: RUNS }, (_, i) => {
    const recording = simulateAll(scenario, firstSeed + i, { stopWhenSettled: true });
    return { outcome: recording.outcome, ...verdictOf(recording) };
  });
  return {
    promoted: verdicts.filter(({ outcome }) => outcome === "promoted").length,
    minutes: Float64Array.from(verdicts, ({ minutes }) => minutes),
    harmed: Float64Array.from(verdicts, ({ usersHarmed }) => usersHarmed),
  };
}

test("the catalogue has scenarios that counts may play", () => {
  expect(subjects.length).toBeGreaterThanOrEqual(6);
});

describe.each(subjects)("$name", ({ scenario }) => {
  const requests = ends(at("requests", scenario), 1);
  const counts = ends(at("auto", scenario), 5_001);

  test("ends alike at both resolutions", () => {
    // Two proportions of 30 differ by less than 4 standard errors at their most uncertain.
    expect(Math.abs(requests.promoted - counts.promoted) / RUNS).toBeLessThan(4 * Math.sqrt(0.5 / RUNS));
    const pValues = [
      kolmogorovSmirnov(requests.minutes, counts.minutes),
      kolmogorovSmirnov(requests.harmed, counts.harmed),
    ];
    expect(holmAccepts(pValues, 0.001), pValues.map((p) => p.toFixed(4)).join(" ")).toBe(true);
  });
});
