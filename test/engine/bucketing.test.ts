/**
 * Laws that every bucketer keeps, over the registry. Breaking them takes one line: leave the salt out of
 * `murmur3` in `unleash.ts` (independence), divide by 101 in `configcat.ts` (uniformity), or drop
 * `justBelow` in `unleash.ts` (the product's own rule at the bound).
 */
import { describe, expect, test } from "vitest";
import { type Bucketer, justBelow } from "../../src/core/engine/bucketing/bucketer.ts";
import { configcatBucket, configcatOption } from "../../src/core/engine/bucketing/configcat.ts";
import { flagdFractional } from "../../src/core/engine/bucketing/flagd.ts";
import { flagsmithInSegment, flagsmithOption, flagsmithPercentage } from "../../src/core/engine/bucketing/flagsmith.ts";
import { flipperBucket, flipperEnabled } from "../../src/core/engine/bucketing/flipper.ts";
import { growthbookCovers, growthbookHash, growthbookRanges } from "../../src/core/engine/bucketing/growthbook.ts";
import { type BucketKey, bucketers } from "../../src/core/engine/bucketing/index.ts";
import { launchdarklyBucket, launchdarklyVariation } from "../../src/core/engine/bucketing/launchdarkly.ts";
import { splitClientsHash, splitClientsValue } from "../../src/core/engine/bucketing/nginxSplitClients.ts";
import { optimizelyBucket, optimizelyEntity } from "../../src/core/engine/bucketing/optimizely.ts";
import { posthogEnabled, posthogHash, posthogVariant } from "../../src/core/engine/bucketing/posthog.ts";
import { statsigBucket, statsigPasses } from "../../src/core/engine/bucketing/statsig.ts";
import { unleashBucket, unleashEnabled, unleashVariant } from "../../src/core/engine/bucketing/unleash.ts";
import { md5 } from "../../src/core/math/hashes/md5.ts";
import { remainderOf } from "../../src/core/math/hashes/remainderOf.ts";
import { utf8 } from "../../src/core/math/hashes/utf8.ts";

const users = 20_000;
const weights = [1, 5, 10, 25, 50, 75, 90, 99];

function sharesOf(bucketer: Bucketer, salt: string): Float64Array {
  return Float64Array.from({ length: users }, (_, user) => bucketer.bucket({ salt, unit: `user-${user}` }));
}

function countBelow(shares: Float64Array, weight: number): number {
  return shares.reduce((count, share) => count + (share < weight / 100 ? 1 : 0), 0);
}

/** How many standard deviations a count of users lies from what chance gives. */
function sigmas(count: number, probability: number): number {
  return (count - users * probability) / Math.sqrt(users * probability * (1 - probability));
}

/** The worst disagreement over weights between who is in both splits and who would be by chance. */
function dependence(one: Float64Array, other: Float64Array): number {
  const worst = weights.map((weight) => {
    const both = one.reduce((so, share, user) => so + (Math.max(share, other[user] ?? 1) < weight / 100 ? 1 : 0), 0);
    return Math.abs(sigmas(both, (countBelow(one, weight) / users) * (countBelow(other, weight) / users)));
  });
  return Math.max(...worst);
}

/** Whether the product itself takes a unit at a percentage, by the rules that its vectors check. */
const own: Readonly<Record<keyof typeof bucketers, (key: BucketKey, percent: number) => boolean>> = {
  configcat: (key, percent) => configcatOption(configcatBucket(key), [percent, 100 - percent]) === 0,
  flagd: ({ salt, unit }, percent) => {
    const split = [["canary", percent] as const, ["stable", 100 - percent] as const];
    return flagdFractional({ flagKey: salt, bucketBy: null, targetingKey: unit, weights: split }).variant === "canary";
  },
  flagsmith: ({ salt, unit }, percent) => flagsmithInSegment(flagsmithPercentage([salt, unit]), percent),
  flipper: ({ salt, unit }, percent) => flipperEnabled(flipperBucket(salt, [unit]), percent),
  growthbook: ({ salt, unit }, percent) => growthbookCovers(growthbookHash(salt, unit, 2) ?? 1, percent / 100),
  growthbookFirst: ({ salt, unit }, percent) => growthbookCovers(growthbookHash(salt, unit, 1) ?? 1, percent / 100),
  launchdarkly: ({ salt, unit }, percent) => {
    const [flagKey = "", flagSalt = ""] = salt.split(".");
    const bucket = launchdarklyBucket({ flagKey, salt: flagSalt, seed: null, value: unit });
    return launchdarklyVariation(bucket, [percent * 1000, 100_000 - percent * 1000]) === 0;
  },
  nginxSplitClients: ({ salt, unit }, percent) => {
    const parts = [["canary", `${percent}%`] as const, ["stable", "*"] as const];
    return splitClientsValue(splitClientsHash(unit + salt), parts) === "canary";
  },
  optimizely: (key, percent) =>
    optimizelyEntity(optimizelyBucket(key), [
      { entityId: "canary", endOfRange: percent * 100 },
      { entityId: "", endOfRange: 10_000 },
    ]) === "canary",
  posthog: (key, percent) => posthogEnabled(posthogHash(key), percent),
  statsig: ({ salt, unit }, percent) => {
    const [gateSalt = "", ruleSalt = ""] = salt.split(".");
    return statsigPasses(statsigBucket({ gateSalt, ruleSalt, unitId: unit }), percent);
  },
  unleash: (key, percent) => unleashEnabled(unleashBucket(key), percent),
};

const subjects: readonly (readonly [string, Bucketer])[] = Object.entries(bucketers);

test("the laws see every bucketer, each with a title of its own", () => {
  expect(subjects).toHaveLength(12);
  expect(new Set(subjects.map(([, { title }]) => title)).size).toBe(12);
});

describe.each(subjects)("%s", (name, bucketer) => {
  const shares = sharesOf(bucketer, "checkout.2026");

  test("gives a place in [0, 1), the same at every call", () => {
    expect(shares).toHaveLength(users);
    expect(shares.filter((share) => !(share >= 0 && share < 1))).toHaveLength(0);
    expect(bucketer.bucket({ salt: "checkout.2026", unit: "user-7" })).toBe(shares[7]);
  });

  test("takes nobody at 0, everybody at 100, and keeps whom it took when the weight rises", () => {
    expect([countBelow(shares, 0), countBelow(shares, 100)]).toEqual([0, users]);
    const rule = own[name as keyof typeof bucketers];
    const units = Array.from({ length: 300 }, (_, user) => `user-${user}`);
    expect(units).toHaveLength(300);
    for (const unit of units) {
      const taken = weights.map((weight) => rule({ salt: "checkout.2026", unit }, weight));
      expect(taken).toEqual([...taken].sort());
    }
  });

  test("spreads users evenly, within four sigma at every weight", () => {
    expect(weights).toHaveLength(8);
    for (const weight of weights) expect(Math.abs(sigmas(countBelow(shares, weight), weight / 100))).toBeLessThan(4);
  });

  test("splits independently under another salt", () => {
    expect(dependence(shares, sharesOf(bucketer, "search.2026"))).toBeLessThan(4);
  });

  test("takes whom the product's own rule takes, at every whole percent", () => {
    const rule = own[name as keyof typeof bucketers];
    const units = Array.from({ length: 200 }, (_, user) => `user-${user}`);
    expect(units).toHaveLength(200);
    for (const unit of units) {
      const key = { salt: "checkout.2026", unit };
      const share = bucketer.bucket(key);
      const differing = Array.from({ length: 100 }, (_, index) => index + 1).filter(
        (percent) => rule(key, percent) !== share < percent / 100,
      );
      expect(differing, unit).toEqual([]);
    }
  });
});

describe("known traps (B13)", () => {
  test("GrowthBook's first hash is correlated between experiments whose names differ in the last letter", () => {
    const between = (bucketer: Bucketer): number =>
      dependence(sharesOf(bucketer, "exp-1"), sharesOf(bucketer, "exp-2"));
    expect(between(bucketers.growthbookFirst)).toBeGreaterThan(10);
    expect(between(bucketers.growthbook)).toBeLessThan(4);
  });

  test("flags that give flagd the same text take the same users", () => {
    const at = (flagKey: string, user: number) =>
      flagdFractional({
        flagKey,
        bucketBy: `user-${user}`,
        targetingKey: null,
        weights: [
          ["on", 10],
          ["off", 90],
        ],
      });
    const results = Array.from({ length: 1000 }, (_, user) => [at("one", user), at("two", user)] as const);
    expect(results.filter(([one]) => one.variant === "on").length).toBeGreaterThan(50);
    expect(results.filter(([one, two]) => one.variant !== two.variant)).toEqual([]);
  });

  test("an inclusive bound is the largest number below, and zero stays", () => {
    expect([justBelow(0.1) < 0.1, justBelow(0.1) + 2 ** -56 >= 0.1]).toEqual([true, true]);
    expect([justBelow(0), justBelow(1)]).toEqual([0, 1 - 2 ** -53]);
  });
});

describe("odd input", () => {
  const flagdWith = (pairs: readonly (readonly [string, unknown?])[]) =>
    flagdFractional({ flagKey: "f", bucketBy: "user-1", targetingKey: null, weights: pairs });

  test("flagd refuses fractions, texts and weights over the limit, and takes null for one", () => {
    const refused = [[0.5], ["5"], [2 ** 31], [Number.POSITIVE_INFINITY], [2147483647, 1]];
    expect(refused).toHaveLength(5);
    for (const list of refused) {
      const result = flagdWith(list.map((weight) => ["on", weight]));
      expect(result).toEqual({ bucket: null, variant: null, error: true });
    }
    expect(flagdWith([["a", null], ["b"]])).toEqual(
      flagdWith([
        ["a", 1],
        ["b", 1],
      ]),
    );
    expect(flagdWith([])).toEqual({ bucket: null, variant: null, error: false });
  });

  test("flagd hashes an empty text, but not an empty targeting key", () => {
    const weighted = [["on", 100]] as const;
    const by = (bucketBy: unknown, targetingKey: unknown) =>
      flagdFractional({ flagKey: "f", bucketBy, targetingKey, weights: weighted }).variant;
    expect([by("", null), by(null, ""), by(7, "user-1"), by(undefined, undefined)]).toEqual(["on", null, "on", null]);
  });

  test("nginx refuses a total over 100 percent, a part after the rest, and malformed percentages", () => {
    const refused = [["60%", "50%"], ["*", "1%"], ["0%"], ["1.234%"], ["10"], ["%"], ["-1%"], ["1.2.3%"]];
    expect(refused).toHaveLength(8);
    for (const list of refused) {
      expect(
        splitClientsValue(
          0,
          list.map((percent) => ["a", percent]),
        ),
        list.join(),
      ).toBeNull();
    }
    const accepted = [".5%", "5.%", "100%", "33.33%", "*"];
    expect(accepted).toHaveLength(5);
    for (const percent of accepted) expect(splitClientsValue(0, [["a", percent]]), percent).toBe("a");
    expect([splitClientsValue(0, []), splitClientsValue(0xffffffff, [["a", "100%"]])]).toEqual(["", ""]);
  });

  test("LaunchDarkly buckets texts and whole numbers only", () => {
    const of = (value: unknown) => launchdarklyBucket({ flagKey: "hashKey", salt: "saltyA", seed: null, value });
    const refused = [33.5, true, null, undefined, [], {}, Number.NaN];
    expect(refused).toHaveLength(7);
    for (const value of refused) expect(of(value)).toBe(0);
    expect([of(33333), of(1e21)]).toEqual([of("33333"), of("1000000000000000000000")]);
    expect([launchdarklyVariation(0.5, []), launchdarklyVariation(0.99, [1, 2])]).toEqual([-1, 1]);
  });

  test("Flipper sorts actors by their bytes and decides 0 and 100 without them", () => {
    expect(flipperBucket("f", ["\u{1f600}", "\uffee", "a", "ab"])).toBe(flipperBucket("f", ["aab\uffee\u{1f600}"]));
    expect([flipperEnabled(0, 0), flipperEnabled(0, -1), flipperEnabled(99_999, 100)]).toEqual([false, false, true]);
  });

  test("Flagsmith hashes ids again that give 100", () => {
    // MD5 of "segment,3456" leaves 9998 when divided by 9999.
    const ids = ["segment", "3456"];
    expect(remainderOf(md5(utf8("segment,3456")), 9999)).toBe(9998);
    expect(flagsmithPercentage(ids)).toBe(flagsmithPercentage([...ids, ...ids]));
    expect(flagsmithPercentage([])).toBeLessThan(100);
  });

  test("GrowthBook gives no ranges without variations, and equal ones for weights that do not fit", () => {
    expect(growthbookRanges(0, 1, null)).toEqual([]);
    expect(growthbookRanges(2, -1, [1])).toEqual([
      [0, 0],
      [0.5, 0.5],
    ]);
    expect([growthbookCovers(0, 0), growthbookCovers(0.1, 0.1)]).toEqual([false, true]);
  });

  test("variants give none beyond their sum or without weight", () => {
    const key = { salt: "flag", unit: "user-1" };
    expect(unleashVariant(key, [0, 0])).toEqual({ bucket: null, index: null });
    expect([posthogVariant(key, []), configcatOption(99, [50]), flagsmithOption(99, [50])]).toEqual([-1, -1, -1]);
    expect([optimizelyEntity(5000, []), optimizelyEntity(5000, [{ entityId: "", endOfRange: 6000 }])]).toEqual([
      null,
      null,
    ]);
    expect([posthogEnabled(1, null), unleashEnabled(null, 100)]).toEqual([true, false]);
  });
});
