import { boundsOf } from "../../../src/core/dialects/flagger/metricCheck.ts";
import type { FlaggerMetric, FlaggerPolicy } from "../../../src/core/dialects/flagger/policy.ts";
import { FlaggerCluster, type ScriptedValue } from "./flaggerCluster.ts";

const mostTicks = 399;

/** `flagger-schedule`: the real machine run with every check passing, then with every metric out of range. */
export function scheduleOf(policy: FlaggerPolicy) {
  const seconds = policy.intervalMs / 1000;
  const good = walk(policy, valuesOf(policy, passing), "Succeeded");
  const bad = walk(policy, valuesOf(policy, breaching), "Failed");
  const succeeded = tickOf(good, "Succeeded");
  const failed = tickOf(bad, "Failed");
  return {
    intervalSeconds: seconds,
    ticksToPromoting: tickOf(good, "Promoting"),
    ticksToSucceeded: succeeded,
    secondsToSucceeded: succeeded === null ? null : (succeeded - 1) * seconds,
    ticksToFailedWhenAllChecksFail: failed,
    secondsToFailedWhenAllChecksFail: failed === null ? null : (failed - 1) * seconds,
    weights: good.map((state) => state.canaryWeight),
  };
}

type State = ReturnType<FlaggerCluster["tick"]>;

function walk(
  policy: FlaggerPolicy,
  metrics: Readonly<Record<string, ScriptedValue>>,
  until: string,
): readonly State[] {
  const cluster = new FlaggerCluster(policy);
  const states: State[] = [];
  for (let tick = 1; tick <= mostTicks && states.at(-1)?.phase !== until; tick++) {
    states.push(cluster.tick({ newRevision: tick === 1, metrics }));
  }
  return states;
}

function tickOf(states: readonly State[], phase: string): number | null {
  const index = states.findIndex((state) => state.phase === phase);
  return index === -1 ? null : index + 1;
}

function valuesOf(policy: FlaggerPolicy, value: (metric: FlaggerMetric) => number): Record<string, ScriptedValue> {
  return Object.fromEntries(policy.metrics.map((metric) => [metric.name, value(metric)]));
}

function passing(metric: FlaggerMetric): number {
  const { min, max } = boundsOf(metric, metric.kinds[0] ?? "unusable");
  return min ?? max ?? 0;
}

/** A value outside the bounds; a metric that accepts every value cannot be breached. */
function breaching(metric: FlaggerMetric): number {
  const { min, max } = boundsOf(metric, metric.kinds[0] ?? "unusable");
  if (min !== null) return min - 1;
  return max === null ? 0 : max + 1;
}
