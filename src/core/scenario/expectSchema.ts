import { z } from "zod";
import { expected } from "../notation/message.ts";
import { type Clause, type ClauseName, parseClauses } from "./clause.ts";
import { knobs, word } from "./knobs.ts";
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
    wrongData: clause("wrongData", "p90 <= 12").optional().describe("People who got a wrong answer in good form."),
    requestsFailed: clause("requestsFailed", "p90 <= 500").optional().describe("Failures, whatever caused them."),
    requestsHarmed: clause("requestsHarmed", "p90 <= 12").optional().describe("Failures that the release caused."),
    rollbackAt: clause("rollbackAt", "p50 6m..8m").optional().describe("When those roll back that do."),
    finishAt: clause("finishAt", "p50 11m..14m").optional().describe("When those promote that do."),
    peakWeight: clause("peakWeight", "<= 10%").optional().describe("Highest share of traffic sent to the canary."),
    actualShare: clause("actualShare", "p50 40%..60%")
      .optional()
      .describe("Requests that reached the canary in the last minute before the rollout was decided."),
    userShare: clause("userShare", "p50 <= 12%")
      .optional()
      .describe("Users whom the canary had served when the rollout was decided."),
    stableErrors: clause("stableErrors", "p50 <= 1%")
      .optional()
      .describe("Failures on stable in the last five minutes before the rollout was decided."),
    successAt: clause("successAt", "20m >= 95%")
      .optional()
      .describe("Requests answered well in the minute before a time: `20m p50 <= 20%, 30m >= 90%`."),
    rollbackSafe: clause("rollbackSafe", "yes")
      .optional()
      .describe("yes or no: whether stable could still take over at the end of every run."),
    until: word(["settled", "horizon"])
      .prefault("settled")
      .describe("Runs end soon after the rollout has, or at the horizon."),
  },
  notYet.expect,
).transform(({ until, ...written }): Expectation => {
  const clauses = Object.values(written).flatMap((some) => some ?? []);
  return expectationOf(clauses, until === "horizon");
});

function expectationOf(clauses: readonly Clause[], toHorizon: boolean): Expectation {
  const said = clauses.flatMap((one) => (one.type === "outcome" ? [one.seeds] : []));
  const timed = clauses.some((one) => one.type === "quantity" && one.at !== null);
  return { clauses, seeds: said.length === 0 ? defaultSeeds : Math.max(...said), toHorizon: toHorizon || timed };
}

const ofTwin = z.union([outcome.transform((clauses) => expectationOf(clauses, false)), expectation], {
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
