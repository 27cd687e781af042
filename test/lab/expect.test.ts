import { describe, expect, it } from "vitest";
import { evaluate, type RunSummary } from "../../src/core/lab/index.ts";
import { parseClauses } from "../../src/core/scenario/clause.ts";

// The one-line change that must break this file: take the floor of the rank instead of its ceiling.

describe("a clause", () => {
  const tenRuns = Array.from({ length: 10 }, (_, index) => run({ usersHarmed: (index + 1) * 10 }));

  it.each([
    ["promoted in >= 75% of 200", true],
    ["promoted in >= 76% of 200", false],
    ["promoted in 75% of 4", true],
    ["promoted in 70..80% of 200", true],
    ["promoted in 76%..80% of 200", false],
    ["promoted in <= 75% of 4", true],
    ["promoted in >= 3/4", true],
    ["promoted in 3/4", true],
    ["rolledBack in >= 2/4", false],
  ])("counts outcomes: %s", (text, holds) => {
    const runs = [run(), run(), run(), run({ outcome: "rolledBack" })];
    expect(checked("outcome", text, runs)).toMatchObject([{ text: `outcome: ${text}`, holds }]);
  });

  it.each([
    ["p50 <= 50", true],
    ["p50 <= 49", false],
    ["p90 90..90", true],
    ["p91 100", true],
    ["p0 10", true],
    ["p100 >= 101", false],
    ["<= 100", true],
    ["<= 99", false],
    ["10..100", true],
    ["11..100", false],
  ])("takes quantiles by nearest rank, and every run where none is named: %s", (text, holds) => {
    expect(checked("usersHarmed", text, tenRuns)).toMatchObject([{ holds }]);
  });

  it("may stand beside others between commas", () => {
    expect(checked("usersHarmed", "p50 <= 50, p90 <= 60", tenRuns)).toEqual([
      { text: "usersHarmed: p50 <= 50", holds: true, actual: "p50 50, 10..100 in all" },
      { text: "usersHarmed: p90 <= 60", holds: false, actual: "p90 90, 10..100 in all" },
    ]);
  });

  it("asks for times only of the runs that ended so", () => {
    const runs = [
      run({ outcome: "rolledBack", endedAtMs: 420_000 }),
      run({ endedAtMs: 780_000 }),
      run({ outcome: "unfinished", endedAtMs: null }),
    ];
    expect(checked("rollbackAt", "6..8m", runs)).toMatchObject([{ holds: true, actual: "7m" }]);
    expect(checked("finishAt", "p50 11m..14m", runs)).toMatchObject([
      { holds: true, actual: "p50 13m, 13m..13m in all" },
    ]);
    expect(checked("rollbackAt", "6m..8m", [run()])).toMatchObject([{ holds: false, actual: "no run rolled back" }]);
  });

  it("looks for a phase in whatever case the tool writes it", () => {
    const runs = [run({ phases: ["Progressing", "Promoting"] }), run({ phases: ["Progressing"] })];
    expect(checked("never", "promoting", runs)).toMatchObject([{ holds: false, actual: "promoting in 1 of 2" }]);
    expect(checked("never", "waiting", runs)).toMatchObject([{ holds: true, actual: "never in 2 runs" }]);
  });

  it("reads shares of traffic in percent", () => {
    expect(checked("peakWeight", "<= 10%", [run({ peakWeight: 10 })])).toMatchObject([{ holds: true, actual: "10%" }]);
    expect(checked("peakWeight", "<= 9.5%", [run({ peakWeight: 10 })])).toMatchObject([{ holds: false }]);
  });

  it("asks for the minute before a time", () => {
    const runs = [run({ successByMinute: [99, 20, null] }), run({ successByMinute: [98, 10] })];
    expect(checked("successAt", "1m >= 98%, 2m p50 <= 10%", runs)).toMatchObject([
      { text: "successAt: 1m >= 98%", holds: true, actual: "98%..99%" },
      { text: "successAt: 2m p50 <= 10%", holds: true, actual: "p50 10%, 10%..20% in all" },
    ]);
    expect(checked("successAt", "3m >= 0%", runs)).toMatchObject([{ holds: false, actual: "no requests" }]);
  });

  it("asks whether stable could still take over, of every run", () => {
    const runs = [run(), run({ rollbackSafe: false })];
    expect(checked("rollbackSafe", "yes", runs)).toMatchObject([{ holds: false, actual: "safe in 1 of 2" }]);
    expect(checked("rollbackSafe", "no", runs)).toMatchObject([{ holds: false }]);
    expect(checked("rollbackSafe", "no", runs.slice(1))).toMatchObject([{ holds: true, actual: "safe in 0 of 1" }]);
    expect(checked("rollbackSafe", "yes", runs.slice(0, 1))).toMatchObject([{ holds: true }]);
  });

  it("leaves out runs that have no such share", () => {
    const runs = [run({ stableErrors: null }), run({ stableErrors: 35.126 })];
    expect(checked("stableErrors", "30%..40%", runs)).toMatchObject([{ holds: true, actual: "35.13%" }]);
    expect(checked("userShare", "<= 5%", runs)).toMatchObject([{ holds: true, actual: "5%" }]);
  });

  it("does not hold without runs", () => {
    expect(checked("never", "promoting", [])).toEqual([{ text: "never: promoting", holds: false, actual: "no runs" }]);
  });

  it.each([
    ["outcome", "promoted"],
    ["outcome", "promoted in most of 200"],
    ["outcome", "promoted in >= 75%"],
    ["outcome", "promoted in >= 101% of 200"],
    ["outcome", "promoted in >= 5/4"],
    ["outcome", "promoted in >= 0/0"],
    ["outcome", "promoted in >= 1% of 10001"],
    ["outcome", "finished in >= 75% of 200"],
    ["usersHarmed", ""],
    ["usersHarmed", "p90"],
    ["usersHarmed", "p90 <= 5m"],
    ["usersHarmed", "p101 <= 5"],
    ["usersHarmed", "20..10"],
    ["rollbackAt", "p50 6..8"],
    ["peakWeight", "<= 10"],
    ["peakWeight", "<= 110%"],
    ["never", "not promoting"],
    ["rollbackSafe", "maybe"],
    ["successAt", ">= 95%"],
    ["successAt", "90s >= 95%"],
    ["successAt", "0m >= 95%"],
    ["userShare", "20m >= 95%"],
  ] as const)("is refused when it cannot be understood: %s: %s", (name, text) => {
    const parsed = parseClauses(name, text);
    expect(parsed).toMatchObject({ ok: false, message: expect.stringMatching(/^expected .*, found /) });
  });
});

function run(parts: Partial<RunSummary> = {}): RunSummary {
  const quiet = {
    usersHarmed: 0,
    usersHarmedThrice: 0,
    usersMisled: 0,
    requestsHarmed: 0,
    requestsFailed: 0,
    peakWeight: 5,
    userShare: 5,
    actualShare: 5,
    stableErrors: 0,
    successByMinute: [],
    rollbackSafe: true,
    phases: ["Progressing"],
  };
  return { outcome: "promoted", endedAtMs: 600_000, ...quiet, ...parts };
}

function checked(name: Parameters<typeof parseClauses>[0], text: string, runs: readonly RunSummary[]) {
  const parsed = parseClauses(name, text);
  if (!parsed.ok) throw new Error(parsed.message);
  return evaluate(parsed.clauses, runs);
}
