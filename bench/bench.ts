/**
 * `npm run bench`: nanoseconds per simulated request, beside a C++ reference loop in the same run. Runs
 * are interleaved, and the ratio is the median of the paired ratios, so that a busy machine hits both.
 */

import { readManifest, readScenario } from "../src/cli/files.ts";
import { RequestsEngine } from "../src/core/engine/index.ts";
import { parseScenario, readPolicy, scenarioOf, simulateAll, type World, worldForManifest } from "../src/core/index.ts";
import { streams } from "../src/core/math/streams.ts";
import { buildReference } from "./reference.ts";
import { canaryWorld, mmcWorld } from "./worlds.ts";

const PAIRS = 5;
const REQUESTS = 2_000_000;
/** M/M/8 at load 0.8, in mean services: Erlang C. */
const THEORY = 1 + 0.4576454 / (8 * 0.2);

interface EngineRun {
  readonly nsPerRequest: number;
  readonly meanResponse: number;
}

function runEngine(world: World, weight: number, requests: number): EngineRun {
  const engine = new RequestsEngine(world, streams(1));
  const { canary, stable } = world.service.instances;
  engine.setServing(1, canary === "follow" ? stable : canary);
  engine.setWeight(weight);
  let answered = 0;
  let latencySum = 0;
  const start = performance.now();
  for (let at = 0; answered < requests; at += 1000) {
    const counters = engine.advance(at, at + 1000);
    answered += (counters.answered[0] as number) + (counters.answered[1] as number);
    latencySum += (counters.latencySum[0] as number) + (counters.latencySum[1] as number);
  }
  return { nsPerRequest: ((performance.now() - start) * 1e6) / answered, meanResponse: latencySum / answered };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function line(name: string, ns: readonly number[], reference: readonly number[]): string {
  const ratios = ns.map((value, i) => value / (reference[i] ?? Number.NaN));
  const ratio =
    reference.length === 0
      ? ""
      : `  ${median(ratios).toFixed(2)} × reference (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
  return `${name.padEnd(52)} ${median(ns).toFixed(0).padStart(5)} ns/request${ratio}`;
}

const reference = buildReference();
const pairs = { reference: [] as number[], mmc: [] as number[], canary: [] as number[] };
runEngine(mmcWorld, 0, REQUESTS);
runEngine(canaryWorld, 25, REQUESTS);
for (let pair = 0; pair < PAIRS; pair++) {
  const lap = reference?.(2 * REQUESTS);
  if (lap !== undefined) pairs.reference.push(lap.nsPerRequest);
  const mmc = runEngine(mmcWorld, 0, REQUESTS);
  for (const mean of [mmc.meanResponse, lap?.meanResponse ?? THEORY]) {
    if (Math.abs(mean / THEORY - 1) > 0.01)
      throw new Error(`mean response ${mean} is not within 1% of theory ${THEORY}`);
  }
  pairs.mmc.push(mmc.nsPerRequest);
  pairs.canary.push(runEngine(canaryWorld, 25, REQUESTS).nsPerRequest);
}
if (reference === null) console.log("C++ reference loop: skipped: no C++ compiler");
else console.log(line("C++ reference loop, M/M/8 at load 0.8", pairs.reference, []));
console.log(line("engine, the same M/M/8", pairs.mmc, pairs.reference));
console.log(line("engine, canary world (split, least-request, histograms)", pairs.canary, pairs.reference));

const manifest = readPolicy(readManifest("manifests/podinfo-canary.yaml") ?? "", { label: "podinfo" });
const loudBug = parseScenario(readScenario("loud-bug").text, { readManifest });
if (!manifest.ok || !loudBug.ok) throw new Error("the catalogue does not parse");
const rollout = {
  ...worldForManifest(manifest.value, { twin: true }).world,
  requestsPerSecond: 200,
  horizon: 30 * 60_000,
};
const rollouts = {
  "rollout of 30 min at 200 requests/s, to its horizon": {
    ...worldForManifest(manifest.value, { twin: true }),
    world: rollout,
  },
  "scenario loud-bug, to its horizon": scenarioOf(loudBug.value, Object.keys(loudBug.value.policies)[0] ?? ""),
};
for (const [name, scenario] of Object.entries(rollouts)) {
  const times = Array.from({ length: PAIRS + 1 }, (_, seed) => {
    const start = performance.now();
    simulateAll(scenario, seed);
    return performance.now() - start;
  }).slice(1);
  console.log(`${name.padEnd(52)} ${median(times).toFixed(0).padStart(5)} ms`);
}
