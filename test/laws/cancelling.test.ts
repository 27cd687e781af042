/**
 * A run that somebody gives up leaves nothing behind. The one-line change that must break it: keep every
 * engine in a list at the top of `simulate.ts`.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { type Scenario, scenarioOf, simulate } from "../../src/core/index.ts";
import { catalogue } from "../catalogue.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function arrayMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers / 1e6;
}

function large(): Scenario {
  const file = catalogue().find(({ slug }) => slug === "loud-bug");
  if (file === undefined) throw new Error("no loud-bug");
  const scenario = scenarioOf(file, "naive");
  const activity = { kind: "lognormal", sigma: 1 } as const;
  return { ...scenario, world: { ...scenario.world, activity, users: 1_000_000, horizon: 24 * 3_600_000 } };
}

/** Megabytes while a run is on its way that is then given up. */
function cancelled(seed: number): number {
  const steps = simulate(large(), seed, { chunkTicks: 60 });
  expect(steps.next().done).toBe(false);
  const megabytes = arrayMegabytes();
  steps.return(undefined as never);
  return megabytes;
}

test("a cancelled run frees its memory", () => {
  const before = arrayMegabytes();
  const during: number[] = [];
  for (let run = 0; run < 3; run++) during.push(cancelled(run) - before);
  expect(Math.min(...during)).toBeGreaterThan(10);
  // The collector may keep the last one for a while; three that are kept are a leak.
  expect(arrayMegabytes() - before).toBeLessThan(2 * Math.max(...during.slice(0, 1)));
});
