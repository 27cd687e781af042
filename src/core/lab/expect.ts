import type { Millis, Outcome, Weight } from "../model/index.ts";
import { printDuration } from "../notation/units.ts";
import { type Bound, type Clause, type Quantity, quantities } from "../scenario/clause.ts";

/** What an expectation may ask of one run. */
export interface RunSummary {
  readonly outcome: Outcome;
  readonly endedAtMs: Millis | null;
  readonly usersHarmed: number;
  readonly usersHarmedThrice: number;
  readonly usersMisled: number;
  readonly requestsHarmed: number;
  /** Highest weight that the router had, in percent. */
  readonly peakWeight: Weight;
  readonly requestsFailed: number;
  /** In percent, at the moment that decided the rollout, or at the end of the run. */
  readonly userShare: number;
  /** In percent; null where nobody asked. */
  readonly actualShare: number | null;
  readonly stableErrors: number | null;
  /** In percent, minute by minute; null where nothing was answered. */
  readonly successByMinute: readonly (number | null)[];
  /** At the end of the run. */
  readonly rollbackSafe: boolean;
  /** Every phase that the tool reported, in the tool's own words. */
  readonly phases: readonly string[];
}

/** A clause beside what was seen. */
export interface ClauseResult {
  readonly text: string;
  readonly holds: boolean;
  /** What the runs showed, in words. */
  readonly actual: string;
}

/** Holds the clauses against the runs. No runs hold nothing. */
export function evaluate(clauses: readonly Clause[], runs: readonly RunSummary[]): readonly ClauseResult[] {
  return clauses.map((clause) => ({ text: clause.text, ...judge(clause, runs) }));
}

type Judged = Omit<ClauseResult, "text">;

function judge(clause: Clause, runs: readonly RunSummary[]): Judged {
  if (runs.length === 0) return { holds: false, actual: "no runs" };
  switch (clause.type) {
    case "outcome":
      return judgeOutcome(clause.outcome, clause.share, runs);
    case "quantity":
      return judgeQuantity(clause, runs);
    case "never":
      return judgeNever(clause.phase, runs);
    case "rollbackSafe":
      return judgeSafe(clause.safe, runs);
  }
}

function judgeOutcome(outcome: Outcome, share: Bound, runs: readonly RunSummary[]): Judged {
  const hits = runs.filter((run) => run.outcome === outcome).length;
  const percent = Number(((100 * hits) / runs.length).toFixed(1));
  return { holds: within(hits / runs.length, share), actual: `${outcome} in ${hits} of ${runs.length} (${percent}%)` };
}

function judgeQuantity(clause: Extract<Clause, { type: "quantity" }>, runs: readonly RunSummary[]): Judged {
  const { quantity, at, quantile, bound } = clause;
  const values = runs.map((run) => read[quantity](run, at ?? 0)).filter((value) => value !== null);
  const sorted = values.toSorted((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return { holds: false, actual: nothing[quantity] ?? "no requests" };
  const say = (value: number): string => printed(quantity, value);
  if (quantile === null) {
    return {
      holds: within(least, bound) && within(most, bound),
      actual: least === most ? say(least) : `${say(least)}..${say(most)}`,
    };
  }
  const value = nearestRank(sorted, quantile);
  return {
    holds: within(value, bound),
    actual: `p${quantile * 100} ${say(value)}, ${say(least)}..${say(most)} in all`,
  };
}

function judgeNever(phase: string, runs: readonly RunSummary[]): Judged {
  const hits = runs.filter((run) => run.phases.some((seen) => seen.toLowerCase() === phase.toLowerCase())).length;
  return {
    holds: hits === 0,
    actual: hits === 0 ? `never in ${runs.length} runs` : `${phase} in ${hits} of ${runs.length}`,
  };
}

function judgeSafe(safe: boolean, runs: readonly RunSummary[]): Judged {
  const hits = runs.filter((run) => run.rollbackSafe).length;
  return { holds: hits === (safe ? runs.length : 0), actual: `safe in ${hits} of ${runs.length}` };
}

/** What to say where no run has the quantity. */
const nothing: Partial<Record<Quantity, string>> = {
  rollbackAt: "no run rolled back",
  finishAt: "no run promoted",
};

const minute: Millis = 60_000;

const read = {
  usersHarmed: (run) => run.usersHarmed,
  usersHarmedThrice: (run) => run.usersHarmedThrice,
  wrongData: (run) => run.usersMisled,
  requestsHarmed: (run) => run.requestsHarmed,
  rollbackAt: (run) => (run.outcome === "rolledBack" ? run.endedAtMs : null),
  finishAt: (run) => (run.outcome === "promoted" ? run.endedAtMs : null),
  peakWeight: (run) => run.peakWeight,
  requestsFailed: (run) => run.requestsFailed,
  userShare: (run) => run.userShare,
  actualShare: (run) => run.actualShare,
  stableErrors: (run) => run.stableErrors,
  successAt: (run, at) => run.successByMinute[at / minute - 1] ?? null,
} as const satisfies Readonly<Record<Quantity, (run: RunSummary, at: Millis) => number | null>>;

function printed(quantity: Quantity, value: number): string {
  switch (quantities[quantity]) {
    case "count":
      return String(value);
    case "time":
      return printDuration(value);
    case "percent":
      return `${Number(value.toFixed(2))}%`;
  }
}

/** The smallest value that at least this share of the values does not exceed. `sorted` is not empty. */
function nearestRank(sorted: readonly number[], quantile: number): number {
  const rank = Math.ceil(quantile * sorted.length);
  return sorted[Math.max(0, rank - 1)] ?? Number.NaN;
}

/** Counts come as quotients, so the comparison forgives the last binary digit. */
function within(value: number, { min, max }: Bound): boolean {
  const slack = 1e-12;
  return (min === null || value >= min - slack) && (max === null || value <= max + slack);
}
