import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wilson } from "../../src/core/math/wilson.ts";

const percent = ({ low, high }: { low: number; high: number }): readonly number[] => [100 * low, 100 * high];

describe("the Wilson interval", () => {
  test("agrees with published values", () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3; the last is the textbook's 1 in 30.
    const published: readonly (readonly [number, number, number, number])[] = [
      [81, 263, 25.53, 36.62],
      [15, 148, 6.24, 16.05],
      [0, 20, 0, 16.11],
      [1, 29, 0.61, 17.18],
      [1, 30, 0.59, 16.67],
    ];
    for (const [failures, trials, low, high] of published) {
      const [actualLow, actualHigh] = percent(wilson(failures, trials));
      expect(actualLow).toBeCloseTo(low, 2);
      expect(actualHigh).toBeCloseTo(high, 2);
    }
  });

  test("without any request it knows nothing", () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  test("holds the observed share, stays between 0 and 1, and is its own mirror image", () => {
    const counts = fc.nat(5_000).chain((trials) => fc.tuple(fc.nat(trials), fc.constant(trials)));
    fc.assert(
      fc.property(counts, ([failures, trials]) => {
        const { low, high } = wilson(failures, trials);
        const share = trials === 0 ? 0 : failures / trials;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
        expect(wilson(trials - failures, trials).low).toBeCloseTo(1 - high, 12);
      }),
    );
  });

  test("narrows as requests come in at the same share", () => {
    const width = (trials: number): number => wilson(trials / 10, trials).high - wilson(trials / 10, trials).low;
    expect(width(100)).toBeLessThan(width(10));
    expect(width(10_000)).toBeLessThan(width(100) / 9);
  });
});
