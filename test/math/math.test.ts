import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp } from "../../src/core/math/exp.ts";
import { Hash } from "../../src/core/math/hash.ts";
import { log } from "../../src/core/math/log.ts";
import {
  bucketCount,
  bucketFloor,
  bucketMiddle,
  bucketOf,
  histogramQuantile,
} from "../../src/core/math/logHistogram.ts";
import { normalQuantile } from "../../src/core/math/normalQuantile.ts";
import { exponential, logNormal, sampleLogNormal } from "../../src/core/math/samplers.ts";
import { streams } from "../../src/core/math/streams.ts";
import { threefry } from "../../src/core/math/threefry.ts";
import { Xoshiro } from "../../src/core/math/xoshiro.ts";

const ulp = 2 ** -52;

describe("exp and log", () => {
  test("agree with published values to one unit in the last place", () => {
    // mpmath 1.3 at 40 digits, rounded to the nearest double.
    const known: readonly (readonly [number, number])[] = [
      [1, Math.E],
      [-1, 0.36787944117144233],
      [0.5, 1.6487212707001282],
      [Math.LN2, 2],
      [10, 22026.465794806718],
      [-10, 4.5399929762484854e-5],
      [700, 1.0142320547350045e304],
      [-700, 9.85967654375977e-305],
    ];
    expect(known).toHaveLength(8);
    for (const [x, y] of known) {
      expect(Math.abs(exp(x) - y) / y).toBeLessThanOrEqual(ulp);
      expect(Math.abs(log(y) - x)).toBeLessThanOrEqual(2 * ulp * Math.max(1, Math.abs(x)));
    }
  });

  test("are exact at their special values", () => {
    expect([exp(0), log(1), exp(-Infinity), exp(Infinity), log(0), log(Infinity)]).toEqual([
      1,
      0,
      0,
      Infinity,
      -Infinity,
      Infinity,
    ]);
    expect([exp(Number.NaN), log(-1), log(Number.NaN)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([exp(709.782712893384) < Infinity, exp(709.7827128933841), exp(-746)]).toEqual([true, Infinity, 0]);
  });

  test("undo each other and never fall where they ought to rise", () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(4 * ulp * Math.max(1, Math.abs(x)));
        expect(exp(x + Math.abs(x) * ulp)).toBeGreaterThanOrEqual(exp(x));
      }),
    );
  });

  test("hold near the smallest numbers", () => {
    expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 10);
    expect(log(2.2250738585072014e-308)).toBeCloseTo(-708.3964185322641, 10);
    expect(exp(-745)).toBe(5e-324);
  });
});

describe("random streams", () => {
  test("Threefry gives the known answers of Random123", () => {
    expect(threefry(0, 0, 0, 0)).toEqual([1797259609, 2579123966]);
    expect(threefry(320440878, 57701188, 608135816, 2242054355)).toEqual([3297917596, 1212020640]);
  });

  test("xoshiro128** gives the first outputs of its authors' code", () => {
    // Should be equivalent to the C code at https://prng.di.unimi.it/xoshiro128starstar.c with s = {1, 2, 3, 4}.
    expect([...new Xoshiro([1, 2, 3, 4]).words(4)]).toEqual([11520, 0, 5927040, 70819200]);
  });

  test("blocks hold the same numbers as words taken one by one", () => {
    const words = new Xoshiro([1, 2, 3, 4]).words(8);
    const block = new Float64Array(4);
    new Xoshiro([1, 2, 3, 4]).fillInto(block);
    expect([...block]).toEqual(
      [0, 2, 4, 6].map((i) => (((words[i] as number) >>> 5) * 67108864 + ((words[i + 1] as number) >>> 6)) / 2 ** 53),
    );
  });

  test("neighbouring names are uncorrelated, and their numbers even", () => {
    const draws = 20_000;
    const names = [
      streams(1)("luck", 0),
      streams(1)("luck", 1),
      streams(2)("luck", 0),
      streams(1, 1)("luck", 0),
      streams(1)("split", 0),
    ];
    const blocks = names.map((stream) => {
      const block = new Float64Array(draws);
      stream.fillInto(block);
      return block;
    });
    expect(blocks).toHaveLength(5);
    for (const [i, one] of blocks.entries()) {
      const mean = one.reduce((sum, x) => sum + x, 0) / draws;
      expect(Math.abs(mean - 0.5) * Math.sqrt(12 * draws)).toBeLessThan(4);
      for (const two of blocks.slice(i + 1)) {
        const covariance = one.reduce((sum, x, at) => sum + (x - 0.5) * ((two[at] as number) - 0.5), 0) / draws;
        expect(Math.abs(covariance * 12) * Math.sqrt(draws)).toBeLessThan(4);
      }
    }
  });
});

describe("samplers", () => {
  const uniforms = new Float64Array(200_000);
  streams(7)("service", 0).fillInto(uniforms);

  test("the normal quantile meets table values", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 12);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.01)).toBeCloseTo(-normalQuantile(0.99), 13);
  });

  test("exponential and log-normal draws have their means and spreads", () => {
    const exponentials = uniforms.map((u) => exponential(u, 50));
    const lognormals = uniforms.map((u) => sampleLogNormal(u, logNormal(100, 0.5)));
    expect(standardErrors(exponentials, 50)).toBeLessThan(4);
    expect(standardErrors(lognormals, 100)).toBeLessThan(4);
    expect(
      standardErrors(
        lognormals.map((x) => (x - 100) ** 2),
        2500,
      ),
    ).toBeLessThan(4);
  });

  function standardErrors(draws: Float64Array, mean: number): number {
    const own = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - own) ** 2, 0) / draws.length;
    return Math.abs(own - mean) / Math.sqrt(variance / draws.length);
  }
});

describe("the latency histogram", () => {
  test("keeps every value within 0.8% of its bucket's middle", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.016, max: 131_000, noNaN: true }), (ms) => {
        const bucket = bucketOf(ms);
        expect(bucketFloor(bucket)).toBeLessThanOrEqual(ms);
        expect(bucketFloor(bucket + 1)).toBeGreaterThan(ms);
        expect(Math.abs(bucketMiddle(bucket) - ms) / ms).toBeLessThanOrEqual(1 / 128);
      }),
    );
  });

  test("puts what is too small and too large at its ends", () => {
    expect([bucketOf(0), bucketOf(0.001), bucketOf(1e9)]).toEqual([0, 0, bucketCount - 1]);
  });

  test("answers quantiles by nearest rank, and merges by adding", () => {
    const counts = new Int32Array(bucketCount);
    for (let ms = 1; ms <= 1000; ms++) (counts[bucketOf(ms)] as number)++;
    expect(histogramQuantile(counts, 0.99) / 990).toBeCloseTo(1, 1);
    expect(
      histogramQuantile(
        counts.map((count) => 2 * count),
        0.5,
      ),
    ).toBe(histogramQuantile(counts, 0.5));
    expect(histogramQuantile(new Int32Array(bucketCount), 0.5)).toBeNaN();
  });
});

test("one changed bit changes the fingerprint", () => {
  const hash = (words: readonly number[]) => new Hash().addWords(words).digest();
  expect(hash([1, 2, 3])).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set([hash([1, 2, 3]), hash([1, 2, 2]), hash([1, 2]), hash([2, 1, 3])]).size).toBe(4);
});
