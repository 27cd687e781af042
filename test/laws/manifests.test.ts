/**
 * Whatever a person brings: no dialect crashes on it, everything that is said of it has a position inside the text, and
 * what is accepted can be described, linted and run. COALMINE_FUZZ_RUNS sets the number of manifests for each dialect.
 * The one-line change that must break this file: let `readDocuments` pass the YAML library's errors through.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dialect } from "../../src/core/dialects/dialect.ts";
import { dialects, type Problem, readPolicy, referenceWorld } from "../../src/core/index.ts";
import { corpora } from "../dialects/corpora.ts";
import { mutationsOf } from "../dialects/mutations.ts";
import { answerTo } from "./controllerWorld.ts";

const runs = Number(process.env["COALMINE_FUZZ_RUNS"] ?? 1000);

test("every dialect has manifests to break", () => {
  expect(Object.keys(corpora).sort()).toEqual(Object.keys(dialects).sort());
  expect(runs).toBeGreaterThanOrEqual(100);
});

describe.each(Object.entries(dialects))("%s", (name, dialect) => {
  test("survives mutated manifests, and says where what is wrong", { timeout: runs * 200 }, () => {
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(mutationsOf(corpora[name] ?? { texts: [], snippets: [], swaps: [] }), (text) => {
        dialect.recognises(text);
        const result = dialect.parse(text);
        seen[result.ok ? "accepted" : "refused"]++;
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
        placed(result.ok ? result.findings : result.problems, text);
        if (result.ok) survives(dialect, result.value, text);
        const detected = readPolicy(text, { label: "x" });
        placed(detected.ok ? detected.findings : detected.problems, text);
      }),
      { numRuns: runs, seed: 20261125 },
    );
    expect(seen.accepted + seen.refused).toBe(runs);
    expect(seen.accepted).toBeGreaterThan(runs / 12);
    expect(seen.refused).toBeGreaterThan(runs / 6);
  });
});

function placed(all: readonly Problem[], text: string): void {
  const lines = text.split("\n");
  for (const { line, column, message } of all) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length + 1);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(message).not.toBe("");
  }
}

/** Whatever the parser accepts, the rest of the dialect can use. */
function survives(dialect: Dialect<unknown>, policy: unknown, text: string): void {
  let controller = dialect.start(policy, "old").react({ type: "revision.changed", revision: "new" });
  for (let turn = 1; turn <= 4; turn++) {
    controller = controller.react({ type: "clock", now: turn * 60_000 });
    controller = controller.react({ type: "reconcile" });
    for (const command of controller.commands)
      for (const answer of answerTo(command)) controller = controller.react(answer);
  }
  expect(controller.commands.length).toBeLessThan(5000);
  expect(dialect.describe(policy).length).toBeGreaterThan(2);
  expect(dialect.needs(policy).length).toBeGreaterThan(0);
  expect(dialect.limits(policy).intervalMs).toBeGreaterThanOrEqual(0);
  placed(dialect.lint(policy, referenceWorld), text);
}
