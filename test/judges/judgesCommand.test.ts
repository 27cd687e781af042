import { expect, test } from "vitest";
import { judgesCommand } from "../../src/cli/commands/judges.ts";
import { judges } from "../../src/core/index.ts";

function run(...args: readonly string[]): string {
  const lines: string[] = [];
  expect(
    judgesCommand.run(
      args,
      (text) => lines.push(text),
      () => undefined,
    ),
  ).toBe(0);
  return lines.join("\n");
}

test("names every judge with its validity, and marks what is exact", () => {
  const text = run("--runs", "5", "--looks", "12");
  for (const name of Object.keys(judges)) expect(text).toMatch(new RegExp(`^${name} +(valid|not valid) `, "m"));
  expect(text).toMatch(/^threshold +not valid +=/m);
  expect(text).toContain("needs latencies");
});

test("gives the same numbers as JSON", () => {
  const { judges: rows, traffic } = JSON.parse(run("--runs", "5", "--looks", "12", "--effect", "3", "--json"));
  expect(rows.length).toBe(Object.keys(judges).length);
  expect(traffic.canaryErrorRate).toBeCloseTo(0.015, 12);
});

test("refuses numbers out of range and says the range", () => {
  expect(() => run("--rate", "fast")).toThrow('--rate must be a number from 0.01 to 100000, got "fast"');
  expect(() => run("--runs", "1.5")).toThrow("--runs must be a whole number");
  expect(() => run("--baseline", "0.5", "--effect", "3")).toThrow("above 1");
});
