import { readManifest, readScenario } from "../src/cli/files.ts";
import {
  arraysOf,
  parseScenario,
  readPolicy,
  type Scenario,
  scenarioOf,
  simulateAll,
  worldForManifest,
} from "../src/core/index.ts";
import { peakMemoryApart } from "./lap.ts";
import { median, type Table } from "./table.ts";

const ROUNDS = 5;
const MINUTE = 60_000;

/** Whole rollouts with their controller and metrics, and what they keep in memory. */
export function benchRollouts(): Table {
  const plain = twinInDefaultWorld();
  const half = { ...plain, world: { ...plain.world, requestsPerSecond: 200, horizon: 30 * MINUTE } };
  const sixHours = { ...plain, world: { ...plain.world, requestsPerSecond: 20, horizon: 360 * MINUTE } };
  return {
    title: "Rollouts",
    rows: [
      {
        name: "30 min at 200 requests/s, to the horizon",
        measured: timed(half),
        target: "< 100 ms",
        floor: "< 150 ms",
      },
      { name: "scenario loud-bug, to the horizon", measured: timed(loudBug()) },
      { name: "recording of 6 hours", measured: recordingSize(sixHours), target: "< 50 MB", floor: "< 100 MB" },
      {
        name: "a process that plays a million uneven users",
        measured: `${(peakMemoryApart(1_000_000) / 1e6).toFixed(0)} MB`,
        target: "< 200 MB",
        floor: "< 300 MB",
      },
    ],
  };
}

function timed(scenario: Scenario): string {
  const times = Array.from({ length: ROUNDS + 1 }, (_, seed) => {
    const start = performance.now();
    simulateAll(scenario, seed);
    return performance.now() - start;
  });
  return `${median(times.slice(1)).toFixed(0)} ms`;
}

function recordingSize(scenario: Scenario): string {
  const { columns } = simulateAll(scenario, 1);
  const bytes = arraysOf(columns).reduce((sum, array) => sum + array.byteLength, 0);
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function twinInDefaultWorld(): Scenario {
  const manifest = readPolicy(readManifest("manifests/podinfo-canary.yaml") ?? "", { label: "podinfo" });
  if (!manifest.ok) throw new Error("the manifest does not parse");
  return worldForManifest(manifest.value, { twin: true });
}

function loudBug(): Scenario {
  const parsed = parseScenario(readScenario("loud-bug").text, { readManifest });
  if (!parsed.ok) throw new Error("the scenario does not parse");
  return scenarioOf(parsed.value, Object.keys(parsed.value.policies)[0] ?? "");
}
