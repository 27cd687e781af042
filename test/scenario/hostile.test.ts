import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Result } from "../../src/core/model/index.ts";
import { limits, parseScenario } from "../../src/core/scenario/index.ts";
import { readManifest, scenario } from "./files.ts";

// The one-line change that must break this file: take `hasTooManyTokens` out of `readDocument`.

const million = 1_000_000;
const letters = "bcdefghij";

const attacks: Readonly<Record<string, string>> = {
  "one character too long": " ".repeat(limits.documentCharacters + 1),
  "brackets without end": "[".repeat(million),
  "brackets up to the limit": "[".repeat(limits.tokens - 10),
  "dashes up to the limit": "- ".repeat(limits.tokens / 2 - 10),
  "a quote that never ends": `a: "${"\\".repeat(million)}`,
  "many keys": Array.from({ length: million / 10 }, (_, index) => `k${index}: 1\n`).join(""),
  "aliases of aliases": `a: &a [x, x, x, x, x, x, x, x, x]\n${letters
    .split("")
    .map((letter, index) => `${letter}: &${letter} [${Array(9).fill(`*${"abcdefghij"[index]}`).join(", ")}]\n`)
    .join("")}`,
  "an alias of itself": "a: &a { b: *a }",
  "an alias of nothing": "a: *b",
  "names that every object has": scenario("constructor: 1\ntoString: 2\nworld: { __proto__: {}, valueOf: 1 }\n"),
  "expectations of names that every object has": scenario("expect: { constructor: { peakWeight: <= 1% } }\n"),
  "a long name": `slug: ${"a".repeat(million)}`,
  "a long duration": scenario(`world: { horizon: '${"1".repeat(million)}' }\n`),
  "numbers that are none": scenario(
    "world: { users: { count: .nan }, services: { a: { workers: .inf, queue: -.inf } } }\n",
  ),
  "a tag": scenario("world: !!js/function 'x'\n"),
  nothing: "",
  "a text": "scenario",
  "control characters": "\u0000\u0001\uFFFF\uD800",
};

describe("hostile text", () => {
  it.each(Object.entries(attacks))("is refused soon, with a place: %s", (_, text) => {
    const start = performance.now();
    const result = parseScenario(text, { readManifest });
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(result.ok).toBe(false);
    expectPlaces(result, text);
  });

  it("made from real files by small changes never throws, and every refusal has a place", () => {
    const folder = new URL("../../scenarios/", import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
    const texts = files.map((name) => readFileSync(new URL(name, folder), "utf8"));
    expect(texts.length).toBeGreaterThanOrEqual(7);
    let refused = 0;
    const change = fc.record({
      at: fc.nat(),
      cut: fc.nat(12),
      insert: fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...pieces)),
    });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 }), (original, changes) => {
        let text = original;
        for (const { at, cut, insert } of changes) {
          const index = at % (text.length + 1);
          text = text.slice(0, index) + insert + text.slice(index + cut);
        }
        const result = parseScenario(text, { readManifest });
        if (!result.ok) refused++;
        expectPlaces(result, text);
      }),
      { numRuns: 250 },
    );
    expect(refused).toBeGreaterThan(60);
  });
});

const pieces = [
  ": ",
  "- ",
  "[",
  "]",
  "{",
  "}",
  "|",
  ">",
  "&a ",
  "*a",
  "\n",
  "\n  ",
  "\t",
  "#",
  "'",
  '"',
  "!!set ",
  "null",
  "-1",
  "1e99",
  "__proto__",
  "%",
  "? ",
];

function expectPlaces(result: Result<unknown>, text: string): void {
  if (result.ok) return;
  expect(result.problems.length).toBeGreaterThan(0);
  expect(result.problems.length).toBeLessThanOrEqual(limits.problems);
  const lines = text.split("\n");
  for (const { line, column, message } of result.problems) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length + 1);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    expect(message).not.toMatch(/zod|undefined|\[object|invalid input|at line/i);
    expect(message.length).toBeLessThan(400);
  }
}
