/** Laws of the samplers; their moments are vectors (`sample-moments` in test/vectors/queueing.json). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawsOf } from "../../src/core/math/distribution.ts";
import { exponentialInto } from "../../src/core/math/exponentialInto.ts";
import { LogBuckets } from "../../src/core/math/logBuckets.ts";
import { readDistribution } from "../../src/core/math/readDistribution.ts";
import { AliasTable } from "../../src/core/math/samplers/aliasTable.ts";
import { beta } from "../../src/core/math/samplers/betaBinomial.ts";
import { binomial } from "../../src/core/math/samplers/binomial.ts";
import { logFactorial } from "../../src/core/math/samplers/logFactorial.ts";
import { Multinomial } from "../../src/core/math/samplers/multinomial.ts";
import { RejectionZipf } from "../../src/core/math/samplers/rejectionZipf.ts";
import { zipfWeights } from "../../src/core/math/samplers/zipfWeights.ts";
import { exponential } from "../../src/core/math/samplers.ts";
import { streams } from "../../src/core/math/streams.ts";
import { Uniforms } from "../../src/core/math/uniforms.ts";

const source = (seed: number) => new Uniforms(streams(seed)("luck", 0));

const laws = [
  { kind: "deterministic", value: 2 },
  { kind: "exponential", mean: 2 },
  { kind: "uniform", low: 1, high: 3 },
  { kind: "normal", mean: 2, sd: 1 },
  { kind: "lognormal", mean: 2, cv: 0.5 },
  { kind: "gamma", shape: 3, mean: 2 },
  { kind: "weibull", shape: 1, scale: 2 },
  { kind: "pareto", alpha: 4, minimum: 1.5 },
  { kind: "poisson", mean: 2 },
  { kind: "binomial", n: 20, p: 0.1 },
  { kind: "negative-binomial", mean: 2, dispersion: 4 },
  { kind: "beta-binomial", n: 20, a: 2, b: 18 },
  { kind: "zipf", n: 3, exponent: 0 },
] as const;

describe("a distribution", () => {
  test("of every kind has its mean, whatever the size of the blocks it is drawn in", () => {
    expect(laws).toHaveLength(13);
    for (const law of laws) {
      const whole = new Float64Array(20_000);
      drawsOf(readDistribution(law), streams(7)("service", 0))(whole);
      const mean = whole.reduce((sum, value) => sum + value, 0) / whole.length;
      expect(Math.abs(mean - 2), law.kind).toBeLessThan(0.08);
      const fill = drawsOf(law, streams(7)("service", 0));
      const parts = new Float64Array(20_000);
      for (let i = 0; i < parts.length; i += 1_000) fill(parts.subarray(i, i + 1_000));
      expect(parts, law.kind).toEqual(whole);
    }
  });

  test("with an unknown kind, a field too many, too few or out of range is an error at once", () => {
    const wrong = [
      null,
      "exponential",
      { kind: "cauchy" },
      { kind: "toString" },
      { kind: "exponential" },
      { kind: "exponential", mean: 1, rate: 1 },
      { kind: "exponential", mean: -1 },
      { kind: "gamma", shape: Number.NaN, mean: 1 },
      { kind: "binomial", n: 2.5, p: 0.5 },
      { kind: "binomial", n: 2, p: 1.5 },
      { kind: "normal", mean: "3", sd: 1 },
    ];
    expect(wrong).toHaveLength(11);
    for (const value of wrong) expect(() => readDistribution(value), JSON.stringify(value)).toThrow();
  });
});

describe("counts", () => {
  test("of a binomial stay between 0 and n, and its sure cases draw nothing", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (n, p, seed) => {
        const count = binomial(source(seed), n, p);
        expect(Number.isInteger(count) && count >= 0 && count <= n).toBe(true);
      }),
    );
    const silent = {
      next: () => {
        throw new Error("drew");
      },
    };
    expect([binomial(silent, 0, 0.5), binomial(silent, 9, 0), binomial(silent, 9, 1)]).toEqual([0, 0, 9]);
  });

  test("of a multinomial add up to the trials, and an impossible cell stays empty", () => {
    const weights = fc.array(fc.nat(50), { minLength: 1, maxLength: 8 }).filter((list) => list.some((w) => w > 0));
    fc.assert(
      fc.property(weights, fc.nat(10_000), fc.nat(), (list, trials, seed) => {
        const counts = new Float64Array(list.length);
        new Multinomial(list).sample(source(seed), trials, counts);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(trials);
        expect(list.every((weight, i) => weight > 0 || counts[i] === 0)).toBe(true);
      }),
    );
  });
});

describe("discrete tables", () => {
  test("give every cell exactly its share of the uniforms", () => {
    const weights = [5, 0, 1, 2];
    const table = new AliasTable(weights);
    const hits = [0, 0, 0, 0];
    for (let i = 0; i < 8_000; i++)
      hits[table.pick((i + 0.5) / 8_000)] = (hits[table.pick((i + 0.5) / 8_000)] ?? 0) + 1;
    expect(hits).toEqual([5_000, 0, 1_000, 2_000]);
  });

  test("and rejection-inversion agree on Zipf's first ranks", () => {
    const exponents = [0.5, 1, 1.00001, 2];
    expect(exponents).toHaveLength(4);
    for (const exponent of exponents) {
      const law = new RejectionZipf(100, exponent);
      const uniforms = source(3);
      const hits = new Float64Array(101);
      for (let i = 0; i < 40_000; i++) (hits[law.rank(uniforms)] as number)++;
      const weights = zipfWeights(100, exponent);
      const first = (weights[0] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0);
      expect(Math.abs((hits[1] ?? 0) / 40_000 - first)).toBeLessThan(4 * Math.sqrt(first / 40_000));
      expect(hits[0]).toBe(0);
    }
  });
});

test("exponentials in blocks are those one by one, bit for bit", () => {
  const block = new Float64Array(5_000);
  streams(5)("arrivals", 0).fillInto(block);
  block.set([0, 0.5, 1 - 2 ** -53, 2 ** -53, 1 - Math.SQRT1_2], 0);
  const oneByOne = block.map((uniform) => exponential(uniform, 0.3));
  exponentialInto(block.subarray(0, 2_500), 0.3);
  exponentialInto(block.subarray(2_500), 0.3);
  expect(block).toEqual(oneByOne);
});

test("log k! goes on smoothly where the table ends", () => {
  for (const k of [255, 256, 257]) {
    expect(logFactorial(k) - logFactorial(k - 1)).toBeCloseTo(Math.log(k), 10);
  }
});

test("a beta with tiny parameters is a coin, never NaN", () => {
  const uniforms = source(11);
  const values = Array.from({ length: 500 }, () => beta(uniforms, 1e-6, 1e-6));
  expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
  expect(values.some((value) => value > 0.5) && values.some((value) => value < 0.5)).toBe(true);
});

test("log buckets keep their promise over their whole range, and zeros stay zero", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-5, max: 1e5, noNaN: true }),
      fc.constantFrom(0.01, 0.005, 0.001),
      (value, error) => {
        const buckets = new LogBuckets(error);
        buckets.addAll(Float64Array.of(0, value));
        expect(buckets.quantile(0.5)).toBe(0);
        expect(Math.abs(buckets.quantile(1) - value)).toBeLessThanOrEqual(error * value);
      },
    ),
  );
});
