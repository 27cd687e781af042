import type { Millis, Outcome } from "../model/index.ts";
import { didYouMean, groupDigits, oneOf, shorten } from "../notation/message.ts";
import { parseDuration } from "../notation/units.ts";
import { limits } from "./limits.ts";

/** Inclusive; null is open. */
export interface Bound {
  readonly min: number | null;
  readonly max: number | null;
}

/** What can be measured of one run: people, requests, ms since the start, or percent. */
export const quantities = {
  usersHarmed: "count",
  usersHarmedThrice: "count",
  /** Users who got a wrong answer in good form. */
  wrongData: "count",
  requestsHarmed: "count",
  /** Of the runs that rolled back. */
  rollbackAt: "time",
  /** Of the runs that promoted. */
  finishAt: "time",
  peakWeight: "percent",
  requestsFailed: "count",
  /** Users whom the canary had served when the rollout was decided. */
  userShare: "percent",
  /** Requests that reached the canary in the last minute before that. */
  actualShare: "percent",
  /** Requests that failed on stable in the last five minutes before that. */
  stableErrors: "percent",
  /** Requests answered well in the minute before a time that the clause names. */
  successAt: "percent",
} as const;

export type Quantity = keyof typeof quantities;

const minute: Millis = 60_000;

/** One thing that must be seen over many seeds. */
export type Clause = {
  readonly text: string;
} /** The share of runs, 0 to 1, that end so; `seeds` is how many runs that is said of. */ & (
  | { readonly type: "outcome"; readonly outcome: Outcome; readonly share: Bound; readonly seeds: number }
  /** A quantile (nearest rank) over the runs, or every run where `quantile` is null. */
  | {
      readonly type: "quantity";
      readonly quantity: Quantity;
      /** The time that is asked about, for `successAt`; null for the others. */
      readonly at: Millis | null;
      readonly quantile: number | null;
      readonly bound: Bound;
    }
  /** Whether stable could still take over at the end of every run. */
  | { readonly type: "rollbackSafe"; readonly safe: boolean }
  /** No run is ever in this phase, in the tool's own word. */
  | { readonly type: "never"; readonly phase: string }
);

export type ClauseName = "outcome" | "never" | "rollbackSafe" | Quantity;

export type ParsedClauses =
  | { readonly ok: true; readonly clauses: readonly Clause[] }
  | { readonly ok: false; readonly message: string };

const outcomes: readonly Outcome[] = ["promoted", "rolledBack", "unfinished"];

/** Reads `promoted in >= 75% of 200`, `p50 118..158, p90 <= 200` or `promoting`: one clause between commas. */
export function parseClauses(name: ClauseName, text: string): ParsedClauses {
  const clauses: Clause[] = [];
  for (const part of text.split(",").slice(0, limits.entries)) {
    const clause = parseClause(name, part.trim());
    if (typeof clause === "string") return { ok: false, message: clause };
    clauses.push(clause);
  }
  return { ok: true, clauses };
}

function parseClause(name: ClauseName, part: string): Clause | string {
  const text = `${name}: ${part}`;
  if (name === "outcome") return outcomeClause(text, part);
  if (name === "rollbackSafe") return safeClause(text, part);
  if (name !== "never") return quantityClause(text, name, part);
  return /^[A-Za-z]+$/.test(part)
    ? { type: "never", text, phase: part }
    : `expected a phase like promoting, found "${shorten(part)}"`;
}

function safeClause(text: string, part: string): Clause | string {
  if (part === "yes" || part === "no") return { type: "rollbackSafe", text, safe: part === "yes" };
  return `expected yes or no, found "${shorten(part)}"`;
}

function outcomeClause(text: string, part: string): Clause | string {
  const [, word = "", amount = ""] = /^(\S+) +in +(.+)$/.exec(part) ?? [];
  const outcome = outcomes.find((candidate) => candidate === word);
  if (word === "") return `expected an outcome like "promoted in >= 75% of 200", found "${shorten(part)}"`;
  if (outcome === undefined)
    return `expected ${oneOf(outcomes)}, found "${shorten(word)}"${didYouMean(word, outcomes)}`;
  const counted = countedShare(amount.trim());
  if (typeof counted === "string") return counted;
  if (counted.seeds < 1 || counted.seeds > limits.seeds) {
    return `expected 1 to ${groupDigits(limits.seeds)} runs, found ${groupDigits(counted.seeds)} (limit "seeds")`;
  }
  return { type: "outcome", text, outcome, ...counted };
}

/** `>= 75% of 200`, `40..60% of 400`, `>= 49/50`. */
function countedShare(amount: string): { readonly share: Bound; readonly seeds: number } | string {
  const [, sign = "", hits = "", runs = ""] = /^(>=|<=)? *(\d{1,6})\/(\d{1,6})$/.exec(amount) ?? [];
  if (runs !== "" && Number(hits) <= Number(runs)) {
    return { share: boundOf(sign, Number(runs) === 0 ? 0 : Number(hits) / Number(runs)), seeds: Number(runs) };
  }
  const [, shareText = "", of = ""] = /^(.+?) +of +(\d{1,6})$/.exec(amount) ?? [];
  const percent = parseBound("percent", shareText);
  if (of === "" || percent === undefined)
    return `expected a share like ">= 75% of 200" or ">= 49/50", found "${shorten(amount)}"`;
  const part = (value: number | null): number | null => (value === null ? null : value / 100);
  return { share: { min: part(percent.min), max: part(percent.max) }, seeds: Number(of) };
}

const examples = { count: "p90 <= 12", time: "p50 6m..8m", percent: "<= 10%" } as const;

function quantityClause(text: string, quantity: Quantity, part: string): Clause | string {
  const unit = quantities[quantity];
  const [, time, timed = ""] = /^(?:([\dhms]+) +)?(.*)$/.exec(part) ?? [];
  const at = quantity === "successAt" ? parseDuration(time ?? "") : null;
  if (at === undefined || (at !== null && (at === 0 || at % minute !== 0)))
    return `expected a whole minute and a bound like "20m p50 >= 95%", found "${shorten(part)}"`;
  const [, percentile, rest = ""] = /^(?:p(\d{1,2}|100) +)?(.*)$/.exec(at === null ? part : timed) ?? [];
  const bound = parseBound(unit, rest);
  if (bound === undefined) return `expected a bound like "${examples[unit]}", found "${shorten(part)}"`;
  return {
    type: "quantity",
    text,
    quantity,
    at,
    quantile: percentile === undefined ? null : Number(percentile) / 100,
    bound,
  };
}

function boundOf(sign: string, value: number): Bound {
  return { min: sign === "<=" ? null : value, max: sign === ">=" ? null : value };
}

/** `<= 12`, `>= 3`, `118..158`, or a plain value for exactly that. The first end may leave its unit to the second. */
function parseBound(unit: (typeof quantities)[Quantity], text: string): Bound | undefined {
  const [, sign = "", single = ""] = /^(>=|<=)? *([\w.%]+)$/.exec(text) ?? [];
  if (single !== "" && !single.includes("..")) {
    const value = readers[unit](single);
    return value === undefined ? undefined : boundOf(sign, value);
  }
  const [, low = "", high = ""] = /^(.+?)\.\.(.+)$/.exec(text) ?? [];
  const suffix = /^\d+(?:\.\d+)?$/.test(low) ? (/^\d+(?:\.\d+)?([a-z%]+)$/.exec(high)?.[1] ?? "") : "";
  const min = readers[unit](low + suffix);
  const max = readers[unit](high);
  return min === undefined || max === undefined || min > max ? undefined : { min, max };
}

const readers = {
  count: (text) => (/^\d{1,12}$/.test(text) ? Number(text) : undefined),
  time: parseDuration,
  percent: (text) =>
    /^\d{1,3}(\.\d+)?%$/.test(text) && Number(text.slice(0, -1)) <= 100 ? Number(text.slice(0, -1)) : undefined,
} as const satisfies Readonly<Record<string, (text: string) => number | undefined>>;
