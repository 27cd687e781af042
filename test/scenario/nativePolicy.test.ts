/**
 * A policy of our own form inside a scenario file: what is wrong with it is said at its place in that file, however it
 * is written. The one-line change that must break this file: let `blockText` forget what it took from a line.
 */
import { describe, expect, it } from "vitest";
import { parseScenario } from "../../src/core/scenario/index.ts";
import { problemLines, scenario } from "./files.ts";

const readManifest = () => undefined;

function problemsOf(policies: string): readonly string[] {
  return problemLines(parseScenario(scenario("", policies), { readManifest }));
}

describe("a native policy in a scenario file", () => {
  it("is read in blocks, in braces, across lines, and alone under policy", () => {
    const texts = [
      "policies:\n  a:\n    native:\n      steps:\n        - { weight: 1%, for: 3m }\n",
      "policies: { a: { native: { steps: [{ weight: 1%, for: 3m }] } } }\n",
      "policies: { a: { native: {\n steps: [\n { weight: 1%, for: 3m } ] } } }\n",
      "policies:\n  a:\n    # why\n    native:\n# here\n      steps: # now\n\n        - weight: 1%\n          for: 3m\n",
      "policy:\n  native:\n    steps: [{ weight: 1%, for: 3m }]\n",
    ];
    for (const text of texts) {
      const parsed = parseScenario(scenario("", text), { readManifest });
      if (!parsed.ok) throw new Error(`${text}: ${problemLines(parsed).join("\n")}`);
      const [policy] = Object.values(parsed.value.policies);
      expect(policy?.dialect).toBe("native");
      expect(policy?.value).toMatchObject({ steps: [{ share: { percent: 1 }, forMs: 180_000 }], noData: "hold" });
    }
  });

  it("has its problems where they stand in the scenario file", () => {
    expect(problemsOf("policies:\n  a:\n    native:\n      steps:\n        - { weight: 1, for: 3m }\n")).toEqual([
      "8:21 expected a share above 0% and up to 100%, like 5%, found 1",
    ]);
    expect(problemsOf("policies: { a: { native: { steps: [{ weight: 1%, form: 3m }] } } }\n")).toEqual([
      '4:36 "for" is missing: expected a duration like 3m',
      '4:50 unknown knob "form"; did you mean "for"?',
    ]);
    expect(problemsOf("policies: { a: { native: {\n  steps: [\n  { weight: 1%, for: 3x } ] } } }\n")).toEqual([
      '6:22 expected a duration from 1s to 24h like 90s or 5m, found "3x"',
    ]);
    expect(problemsOf("policies: { a: { native: 5 } }\n")).toEqual([
      "4:26 expected a block with steps and judges under native:, found 5",
    ]);
  });
});
