import { describe, expect, test } from "vitest";
import { flagger } from "../../src/core/dialects/flagger/index.ts";
import type { World } from "../../src/core/model/index.ts";
import { referenceWorld } from "../../src/core/scenario/index.ts";
import { policyOf } from "./canaryManifest.ts";
import { lintCases } from "./lintCases.ts";

const world: World = { ...referenceWorld, users: 1000 };

/** Refused by the parser instead: the API server or the controller would not take them. */
const refusals = ["FL6", "FL32"];

describe("lint finds", () => {
  for (const { rule, bad, fine, line, says, requestsPerSecond = 100 } of lintCases) {
    test(`${rule} where it is, and not where it is not`, () => {
      const found = flagger
        .lint(policyOf(bad), { ...world, requestsPerSecond })
        .filter((finding) => finding.rule.startsWith(`${rule}-`));
      expect(found.map((finding) => finding.line)[0]).toBe(line);
      expect(found[0]?.message).toMatch(says);
      const other = flagger
        .lint(policyOf(fine), { ...world, requestsPerSecond })
        .map((finding) => finding.rule.split("-")[0]);
      expect(other).not.toContain(rule);
    });
  }

  test("every rule of the list, 1 to 35", () => {
    const covered = [...lintCases.map(({ rule }) => rule), ...refusals]
      .map((rule) => Number(rule.slice(2)))
      .sort((a, b) => a - b);
    expect(covered).toEqual(Array.from({ length: 35 }, (_, index) => index + 1));
  });
});
