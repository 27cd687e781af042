import { expected, groupDigits, overLimit, shorten } from "../notation/message.ts";
import { parseDuration } from "../notation/units.ts";
import { limits } from "./limits.ts";
import type { RatePoint } from "./rateKnots.ts";

type Row = readonly [time: string, rate: string];

/**
 * Traffic that was measured: CSV of time,rate or the answer of a Prometheus `query_range`. Times are
 * seconds (of any clock: the first is the start of the run) or durations; rates are requests per second. A sentence
 * when the text is neither.
 */
export function parseTrace(text: string): readonly RatePoint[] | string {
  if (text.length > limits.documentCharacters)
    return overLimit(`${groupDigits(limits.documentCharacters)} characters`, "documentCharacters", text.length);
  const rows = text.trimStart().startsWith("{") ? rowsOfJson(text) : rowsOfCsv(text);
  return typeof rows === "string" ? rows : pointsOf(rows);
}

function rowsOfCsv(text: string): readonly Row[] | string {
  const rows: Row[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const [time = "", rate = "", ...more] = line.split(",").map((cell) => cell.trim());
    if (rows.length === 0 && time.toLowerCase() === "time") continue;
    if (rate === "" || more.length > 0)
      return `line ${index + 1} of the trace: ${expected("time,rate like 60,120.5", line.trim())}`;
    rows.push([time, rate]);
  }
  return rows;
}

const oneSeries = "expected a query_range answer with one series of values";

function rowsOfJson(text: string): readonly Row[] | string {
  const answer = parsedJson(text);
  const result = inside(inside(answer, "data"), "result");
  if (!Array.isArray(result)) return `${oneSeries} under data.result`;
  if (result.length !== 1) return `${oneSeries}, found ${result.length}: sum them in the query`;
  const values = inside(result[0], "values");
  if (!Array.isArray(values)) return oneSeries;
  return values.map((pair: unknown): Row => [String(inside(pair, "0")), String(inside(pair, "1"))]);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inside(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function pointsOf(rows: readonly Row[]): readonly RatePoint[] | string {
  if (rows.length === 0) return "expected a trace with at least one time,rate, found none";
  if (rows.length > limits.knots) return overLimit(`${groupDigits(limits.knots)} points`, "knots", rows.length);
  const points: RatePoint[] = [];
  let start: number | undefined;
  for (const [index, [time, rate]] of rows.entries()) {
    const at = parseDuration(time) ?? timesThousand(plain(time));
    const perSecond = plain(rate);
    const row = `row ${index + 1} of the trace`;
    if (at === undefined) return `${row}: ${expected("seconds or a duration like 5m", shorten(time))}`;
    if (perSecond === undefined) return `${row}: ${expected("requests a second like 120.5", shorten(rate))}`;
    start ??= at;
    if (at - start <= (points.at(-1)?.at ?? -1)) return `${row}: expected a later time than in the row before`;
    points.push({ at: at - start, rate: perSecond });
  }
  if (points.every((point) => point.rate === 0)) return "expected a trace with requests in it, found only 0";
  return points;
}

function plain(text: string): number | undefined {
  return /^\d{1,12}(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function timesThousand(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1_000);
}
