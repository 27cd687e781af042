/** Conditions are a language of their own, and there is no way out of it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluateCondition, jsonValue, provided, vector } from "../../src/core/dialects/argo/expression/condition.ts";
import { matchesPattern } from "../../src/core/dialects/argo/pattern.ts";

const value = provided(jsonValue({ status: 200, name: "ok", items: [{ v: 1 }, { v: 2 }], nothing: null }));

/** Text that a condition might hope to reach something with. */
const words = [
  "result",
  "#",
  "#index",
  "constructor",
  "__proto__",
  "prototype",
  "toString",
  "globalThis",
  "process",
  "require",
  "this",
  "Function",
  "eval",
  "import",
  "arguments",
  "window",
  "len",
  "all",
  "filter",
  "map",
  "sum",
  "default",
  "asInt",
  "isNaN",
  "let x =",
  "x",
  ";",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ".",
  "?.",
  "..",
  "??",
  "?",
  ":",
  ",",
  "|",
  "not",
  "and",
  "or",
  "in",
  "==",
  "<",
  ">=",
  "+",
  "-",
  "*",
  "/",
  "%",
  "**",
  "matches",
  "contains",
  "0",
  "1",
  "9999999999",
  "1e308",
  "0.5",
  "nil",
  "true",
  "'a'",
  '"(a+)+$"',
  "`x`",
  "//",
  "/*",
  "*/",
  "=>",
  "=",
  "++",
  "while(1)",
  "$",
  "\\",
  "\n",
  "😀",
];

function answers(condition: string): void {
  const answer = evaluateCondition(condition, value);
  if (answer.ok) expect(typeof answer.value).toBe("boolean");
  else expect(answer.error).not.toBe("");
}

describe("a condition", () => {
  test("of whatever tokens ends with a boolean or an error, quickly, and leaves nothing behind", () => {
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    const seen = { ok: 0, error: 0 };
    const tokens = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 4 })), { maxLength: 24 });
    const started = performance.now();
    fc.assert(
      fc.property(tokens, fc.constantFrom("", " "), (parts, between) => {
        const text = parts.join(between);
        seen[evaluateCondition(text, value).ok ? "ok" : "error"]++;
        answers(text);
      }),
      { numRuns: 4000, seed: 20261125 },
    );
    expect(seen.ok + seen.error).toBe(4000);
    expect(seen.error).toBeGreaterThan(3000);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
  });

  test("that is well formed is either answered or refused by its types", () => {
    const { condition } = fc.letrec((tie) => ({
      leaf: fc.constantFrom(
        "result.status",
        "result.items",
        "result.name",
        "result.nothing",
        "1",
        "2.5",
        "'ok'",
        "true",
        "[]",
        "nil",
      ),
      unary: fc
        .tuple(fc.constantFrom("!", "-", "len", "abs", "string", "isNil"), tie("condition"))
        .map(([name, of]) => `${name}(${of})`),
      binary: fc
        .tuple(
          tie("condition"),
          fc.constantFrom("+", "-", "*", "/", "==", "<", ">=", "and", "or", "in", "??", "**", ".."),
          tie("condition"),
        )
        .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
      predicate: fc
        .tuple(fc.constantFrom("all", "any", "filter", "map", "count"), tie("condition"))
        .map(([name, of]) => `${name}(${of}, #.v == ${of})`),
      condition: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        tie("leaf"),
        tie("unary"),
        tie("binary"),
        tie("predicate"),
      ),
    }));
    const seen = { ok: 0, error: 0 };
    fc.assert(
      fc.property(condition as fc.Arbitrary<string>, (text) => {
        seen[evaluateCondition(text, value).ok ? "ok" : "error"]++;
        answers(text);
      }),
      { numRuns: 2000, seed: 20261125 },
    );
    expect(seen.ok).toBeGreaterThan(50);
    expect(seen.error).toBeGreaterThan(50);
  });

  const hostile: Readonly<Record<string, string>> = {
    "reaches for a constructor": "result.constructor.constructor('return 1')() == 1",
    "reaches for a prototype": "result.__proto__ != nil",
    "names a global": "globalThis != nil",
    "calls what is no function": "process('x')",
    "counts far": "len(1..99999999) > 0",
    "counts in circles": "all(1..300, all(1..300, all(1..300, # > 0)))",
    "nests a million parentheses": "(".repeat(1_000_000),
    "nests as deep as its length lets it": `${"!".repeat(9000)}true`,
    "is one long row": `1${"+1".repeat(4900)} > 0`,
    "repeats members": `result${".a".repeat(3000)} == nil`,
    "opens brackets": "[".repeat(5000),
    "chooses for ever": "true ? ".repeat(1400),
    "ends in a string": "'abc",
    "has an unknown escape": "'\\x41' == 'A'",
    "has a number too large": "99999999999999999999 > 1",
    "divides whole numbers by nothing": "5 % 0 == 1",
  };
  const cases = Object.entries(hostile);

  test("has hostile examples", () => {
    expect(cases.length).toBeGreaterThan(12);
  });

  for (const [what, condition] of cases) {
    test(`that ${what} is an error`, () => {
      const started = performance.now();
      const answer = evaluateCondition(condition, value);
      expect(performance.now() - started).toBeLessThan(1000);
      if (what === "reaches for a prototype") expect(answer).toEqual({ ok: true, value: false });
      else expect(answer.ok).toBe(false);
    });
  }

  test("is told where it went wrong", () => {
    expect(evaluateCondition("result[0] >", vector([1]))).toEqual({
      ok: false,
      error: "expected a value, found the end at character 12",
    });
    expect(evaluateCondition("result[0] = 5", vector([1]))).toMatchObject({
      error: expect.stringContaining('found "="'),
    });
    expect(evaluateCondition("result >= 0.95", vector([1]))).toMatchObject({
      error: expect.stringContaining("found a list"),
    });
  });
});

describe("a regular expression", () => {
  test("is unanchored, as RE2's", () => {
    const found = [
      ["error-rate", "my-error-rate-5xx"],
      ["^error", "my-error"],
      ["^(a|b)+c?$", "abba"],
      ["[a-c]{2,3}x", "zabcx"],
      ["\\d+\\.\\d", "v1.5"],
      [".*", ""],
      ["a{2}", "a"],
      ["[^0-9]$", "9"],
    ].map(([pattern = "", text = ""]) => matchesPattern(pattern, text));
    expect(found).toEqual([true, false, true, true, true, true, false, false]);
  });

  test("that is none is no pattern", () => {
    const broken = ["*", "(", "[a", "a)", "\\p{L}", "(?=a)", "a{2000}", "(a{1000}){1000}", "+a", "a".repeat(1001)];
    expect(broken.length).toBe(10);
    expect(broken.map((pattern) => matchesPattern(pattern, "a"))).toEqual(broken.map(() => null));
  });

  test("cannot be made to run for long", () => {
    const started = performance.now();
    expect(matchesPattern("(a+)+$", `${"a".repeat(5000)}b`)).toBe(false);
    expect(matchesPattern("(a|a)*(a|a)*(a|a)*b", "a".repeat(5000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
