import { z } from "zod";
import { type Clause, type ClauseName, parseClauses } from "./clause.ts";
import { knobs } from "./knobs.ts";
import { expected } from "./message.ts";
import { notYet } from "./notYet.ts";
import type { Expectation, Expectations } from "./scenarioFile.ts";

/** Runs of an expectation that names no number. */
const defaultSeeds = 50;

const clause = (name: ClauseName, example: string) =>
  z
    .string({ error: ({ input }) => expected(`a clause like "${example}"`, input) })
    .transform((text, context): readonly Clause[] => {
      const parsed = parseClauses(name, text);
      if (parsed.ok) return parsed.clauses;
      context.issues.push({ code: "custom", message: parsed.message, input: text });
      return z.NEVER;
    });

const outcome = clause("outcome", "promoted in >= 75% of 200");

const expectation = knobs(
  {
    outcome: outcome.optional().describe("promoted, rolledBack or unfinished: `promoted in >= 75% of 200`."),
    never: clause("never", "promoting").optional().describe("Phases of the tool that no run is ever in."),
    usersHarmed: clause("usersHarmed", "p90 <= 12")
      .optional()
      .describe("People with a failure that the release caused."),
    usersHarmedThrice: clause("usersHarmedThrice", "p90 <= 12").optional().describe("People with three of them."),
    requestsHarmed: clause("requestsHarmed", "p90 <= 12").optional().describe("Failures that the release caused."),
    rollbackAt: clause("rollbackAt", "p50 6m..8m").optional().describe("When those roll back that do."),
    finishAt: clause("finishAt", "p50 11m..14m").optional().describe("When those promote that do."),
    peakWeight: clause("peakWeight", "<= 10%").optional().describe("Highest share of traffic sent to the canary."),
  },
  notYet.expect,
).transform((written): Expectation => expectationOf(Object.values(written).flatMap((clauses) => clauses ?? [])));

function expectationOf(clauses: readonly Clause[]): Expectation {
  const said = clauses.flatMap((one) => (one.type === "outcome" ? [one.seeds] : []));
  return { clauses, seeds: said.length === 0 ? defaultSeeds : Math.max(...said) };
}

const ofTwin = z.union([outcome.transform(expectationOf), expectation], {
  error: ({ input }) => expected('a clause like "promoted in >= 98% of 200" or a block of clauses', input),
});

/** Expectations by policy, those of the healthy twin under `twin`. */
export const expectSchema = z
  .object(
    {
      twin: z
        .record(z.string(), ofTwin, { error: ({ input }) => expected("a block with the names of policies", input) })
        .optional()
        .describe("The same for the healthy twin of the release."),
    },
    { error: ({ input }) => expected("a block with the names of policies", input) },
  )
  .catchall(expectation)
  .transform(
    ({ twin, ...release }): Expectations => ({ release: release as Record<string, Expectation>, twin: twin ?? {} }),
  );
