import { expect, test } from "vitest";
import { checkScenario, type GroupResult, type ScenarioFile, simulateAll, summaryOf } from "../../src/core/index.ts";
import { catalogue } from "../catalogue.ts";

/** Files of tests that share the catalogue: a file is what cores take turns at. */
export const shares = 4;

/** The scenarios of one share: every fourth, so that neighbours in the alphabet are spread. */
export function shareOf(share: number): readonly ScenarioFile[] {
  return catalogue().filter((_, index) => index % shares === share);
}

/** Tests that the scenarios of a share show over their seeds what they expect, and no longer without their cause. */
export function testShare(share: number): void {
  const files = shareOf(share);
  test("the share has scenarios", () => expect(files.length).toBeGreaterThanOrEqual(4));
  test.each(files.map((file) => [file.slug, file] as const))(
    "%s shows over its seeds what it expects, and no longer without its cause",
    { timeout: 120_000 },
    (_, file) => {
      const groups = check(file);
      expect(groups.length).toBeGreaterThanOrEqual(3);
      expect(groups.filter((group) => !group.asExpected)).toEqual([]);
    },
  );
}

function check(file: ScenarioFile): readonly GroupResult[] {
  const steps = checkScenario(file, (scenario, seed, how) => summaryOf(simulateAll(scenario, seed, how)));
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
