import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { classifyMetric, type KayentaMode } from "../../src/core/judges/kayenta/classifyMetric.ts";
import { exactInterval } from "../../src/core/judges/kayenta/interval.ts";
import { kthDifference, medianDifference } from "../../src/core/judges/tests/orderedDifferences.ts";
import { differences, hodgesLehmann } from "../../src/core/judges/tests/ranks.ts";
import { shiftStatistic } from "../../src/core/judges/tests/shiftStatistic.ts";
import { uniformsOf } from "../laws/judgeEvidence.ts";

interface ZeroHeavy {
  readonly name?: string;
  readonly input: { readonly control: readonly number[]; readonly experiment: readonly number[] };
}

const vectors: readonly ZeroHeavy[] = JSON.parse(
  readFileSync(new URL("../vectors/judges.json", import.meta.url), "utf8"),
).vectors;
const zeroHeavy = vectors.find(({ name }) => name === "High Metric (Large Input)") as ZeroHeavy;

function classAt(scale: number, mode: KayentaMode) {
  const { control, experiment } = zeroHeavy.input;
  const times = (values: readonly number[]) => values.map((value) => value * scale);
  return classifyMetric(times(control), times(experiment), {
    mode,
    tolerance: 0.25,
    confidence: 0.98,
    effectSizeThresholds: [1, 1],
    criticalThresholds: [1, 1],
    measure: "meanRatio",
    direction: "either",
    nanStrategy: "remove",
    isCritical: false,
    mustHaveData: false,
  }).classification;
}

test("Kayenta's verdict on a zero-heavy metric depends on its unit", () => {
  expect([1, 2, 3, 5, 10].map((scale) => classAt(scale, "compatible"))).toEqual([
    "High",
    "Pass",
    "Pass",
    "High",
    "High",
  ]);
});

test("the exact mode gives the same verdict at twelve scales from 1e-6 to 1e6", () => {
  const scales = Array.from({ length: 12 }, (_, i) => 10 ** (-6 + (12 * i) / 11));
  expect(scales.map((scale) => classAt(scale, "exact"))).toEqual(scales.map(() => "High"));
});

test("the order statistics of the differences are those of all of them, sorted", () => {
  for (let run = 0; run < 60; run++) {
    const draw = uniformsOf(51, run);
    const sample = (n: number) => Float64Array.from({ length: n }, () => Math.floor(draw.next() * 12) / 4).sort();
    const samples = { x: sample(1 + (run % 9)), y: sample(1 + (run % 13)) };
    const sorted = differences(samples.x, samples.y);
    expect(Array.from(sorted, (_, i) => kthDifference(samples, i + 1))).toEqual([...sorted]);
    expect(medianDifference(samples)).toBe(hodgesLehmann(samples.x, samples.y));
  }
});

test("the exact interval's ends are the first differences at which W has crossed", () => {
  for (let run = 0; run < 20; run++) {
    const draw = uniformsOf(52, run);
    const sample = (n: number, shift: number) =>
      Array.from({ length: n }, () => Math.round(draw.next() * 30) / 10 + shift);
    const control = sample(20, 0);
    const experiment = sample(25, 0.4);
    const { low, high } = exactInterval(control, experiment, 0.95);
    const samples = { x: experiment.toSorted((a, b) => a - b), y: control.toSorted((a, b) => a - b) };
    const sorted = [...differences(samples.x, samples.y)];
    const crossed = (z: number) => sorted.find((shift) => shiftStatistic(samples, shift, "two.sided") <= z);
    expect(low).toBe(crossed(1.959963984540054));
    expect(high).toBe(crossed(-1.959963984540054));
  }
});
