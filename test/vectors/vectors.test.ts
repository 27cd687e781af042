import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { differences } from "./compare.ts";
import { disputed } from "./disputed.ts";
import { methods } from "./methods/index.ts";
import { runVectors, summary, vectorsOf } from "./runner.ts";

/** Our copies of the shared files, with the number of vectors that each holds. */
const files = {
  "argo.json": 216,
  "aws.json": 49,
  "bucketing.json": 78,
  "flagger.json": 139,
  "judges.json": 208,
  "platforms.json": 79,
  "queueing.json": 99,
};

/** What a file says of its methods; one may be described for files that are not here. */
interface Described {
  readonly meta: { readonly conventions?: Readonly<Record<string, string>> };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
}

describe("the vectors of", () => {
  for (const [name, count] of Object.entries(files)) {
    test(`${name} are met`, { timeout: 120_000 }, () => {
      const report = runVectors(read(name), { methods, disputed, method: "*", quick: true });
      expect(report.failures).toEqual([]);
      expect(report.passed + report.skipped).toBe(count);
    });
  }

  test("every copy name only methods that exist, and every method is in some copy's conventions or vectors", () => {
    const copies = Object.keys(files).map(read);
    const named = new Set(copies.flatMap((copy) => vectorsOf(copy).map((vector) => vector.method)));
    const described = new Set(copies.flatMap((copy) => Object.keys((copy as Described).meta.conventions ?? {})));
    expect(named.size).toBeGreaterThan(100);
    expect([...named].filter((method) => !Object.hasOwn(methods, method))).toEqual([]);
    expect(Object.keys(methods).filter((method) => !named.has(method) && !described.has(method))).toEqual([]);
  });
});

describe("the runner", () => {
  const file = (method: string, expected: unknown, tolerance: unknown = undefined) => ({
    vectors: [{ id: `${method}/1`, method, input: { value: 2 }, expected, tolerance }],
  });
  const double = {
    double: ({ value }: { readonly value: number }) => ({ twice: value * 2, list: [1, 2], extra: true }),
  };
  const options = { methods: double, disputed: {}, method: "*" };

  test("fails a method that is not implemented", () => {
    const report = runVectors(file("triple", {}), options);
    expect(report.failures).toEqual(["triple/1: method triple: got no implementation, expected one"]);
  });

  test("does not take inherited names for methods", () => {
    expect(runVectors(file("constructor", {}), options).failed).toBe(1);
  });

  test("says the field, what it got and what it expected", () => {
    const report = runVectors(file("double", { twice: 5, list: [1, 3] }), options);
    expect(report.failures).toEqual(["double/1: twice: got 4, expected 5", "double/1: list[1]: got 2, expected 3"]);
    expect(summary(report)).toBe("0 passed, 1 failed");
  });

  test("fails lists of another length and missing fields", () => {
    expect(runVectors(file("double", { list: [1] }), options).failures).toEqual([
      "double/1: list.length: got 2, expected 1",
    ]);
    expect(runVectors(file("double", { none: null }), options).failed).toBe(1);
  });

  test("ignores fields that the expectation does not name", () => {
    expect(summary(runVectors(file("double", { twice: 4 }), options))).toBe("1 passed, 0 failed");
  });

  test("reports disputed vectors as skipped", () => {
    const report = runVectors(file("double", { twice: 5 }), { ...options, disputed: { "double/1": "4 is right" } });
    expect(summary(report)).toBe("0 passed, 0 failed, 1 skipped");
  });

  test("selects methods by glob, in which a dot is only a dot", () => {
    expect(runVectors(file("double", {}), { ...options, method: "dou*" }).passed).toBe(1);
    expect(runVectors(file("double", {}), { ...options, method: "d.uble" }).passed).toBe(0);
  });

  test("turns an error into a failure", () => {
    const throws = () => {
      throw new Error("no");
    };
    expect(runVectors(file("double", {}), { ...options, methods: { double: throws } }).failed).toBe(1);
  });
});

describe("a number meets its expectation", () => {
  test("exactly without a tolerance", () => {
    expect(differences({ a: 1.0000001 }, { a: 1 })).toHaveLength(1);
    expect(differences({ a: 1 }, { a: 1 })).toEqual([]);
  });

  test("within abs + rel × |expected|, and a field may have its own limit", () => {
    const tolerance = { abs: 0, rel: 0.01, fields: { b: { abs: 1 } } };
    expect(differences({ a: 101, b: 11 }, { a: 100, b: 10 }, tolerance)).toEqual([]);
    expect(differences({ a: 101.1, b: 11.1 }, { a: 100, b: 10 }, tolerance)).toHaveLength(2);
  });

  test("by name when it is not finite", () => {
    const got = { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: Number.NEGATIVE_INFINITY, d: "NaN" };
    expect(differences(got, { a: "NaN", b: "Infinity", c: "-Infinity", d: "NaN" })).toEqual([]);
    expect(differences({ a: 1, b: Number.NEGATIVE_INFINITY }, { a: "NaN", b: "+Inf" })).toHaveLength(2);
  });
});
