import { type Evidence, judges } from "../src/core/judges/index.ts";
import { exactInterval } from "../src/core/judges/kayenta/interval.ts";
import { drawnEvidence } from "../src/core/judges/operating/simulateJudge.ts";
import { differences, hodgesLehmann } from "../src/core/judges/tests/ranks.ts";
import { shiftStatistic } from "../src/core/judges/tests/shiftStatistic.ts";
import type { Row, Table } from "./table.ts";

const LAPS = 5;

/** What a look costs at the 60th, and the exact Kayenta interval beside its O(n²) form. */
export function benchJudges(): Table {
  const evidence = withLatencies(
    drawnEvidence(
      { canaryPerLook: 600, baselinePerLook: 600, canaryErrorRate: 0.005, baselineErrorRate: 0.005, looks: 60 },
      1,
      0,
    ),
  );
  const looks = Object.entries(judges).map(([name, judge]) => ({
    name,
    measured: `${timed(() => judge.weigh(evidence)).toFixed(0)} ns`,
  }));
  return { title: "Judges, a look at 60 looks", rows: [...looks, ...[60, 210, 1000].map(intervalRow)] };
}

function intervalRow(n: number): Row {
  const control = Array.from({ length: n }, (_, i) => (i * 7919) % 1013);
  const experiment = Array.from({ length: n }, (_, i) => ((i * 104729) % 1013) + 20);
  const fast = timed(() => exactInterval(control, experiment, 0.98));
  const slow = timed(() => walked(control, experiment));
  return {
    name: `all differences over the exact Kayenta interval, ${n} against ${n} windows`,
    measured: (slow / fast).toFixed(1),
  };
}

/** The same interval from all m·n differences, sorted. */
function walked(control: readonly number[], experiment: readonly number[]): number {
  const samples = { x: experiment.toSorted((a, b) => a - b), y: control.toSorted((a, b) => a - b) };
  const sorted = differences(samples.x, samples.y);
  const crossing = (z: number) => {
    let low = 0;
    let high = sorted.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shiftStatistic(samples, sorted[middle] as number, "two.sided") > z) low = middle + 1;
      else high = middle;
    }
    return sorted[low] as number;
  };
  return crossing(2.326) + crossing(-2.326) + hodgesLehmann(samples.x, samples.y);
}

function withLatencies(evidence: Evidence): Evidence {
  const latency = Array.from({ length: 40 }, (_, i) => ({ ms: 10 + 3 * i, count: 15 }));
  return evidence.map((window) => ({
    ...window,
    canary: { ...window.canary, latency },
    baseline: { ...window.baseline, latency },
  }));
}

/** Median of some laps of about 30 ms each, in nanoseconds a call; the first lap warms up. */
function timed(call: () => unknown): number {
  const laps = Array.from({ length: LAPS + 1 }, () => {
    const start = performance.now();
    let calls = 0;
    let spent = 0;
    for (; spent < 30; spent = performance.now() - start) {
      call();
      calls++;
    }
    return (spent * 1e6) / calls;
  }).slice(1);
  return laps.sort((a, b) => a - b)[Math.floor(LAPS / 2)] ?? Number.NaN;
}
