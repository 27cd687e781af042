import { type Interval, wilson } from "../../core/math/wilson.ts";
import type { Millis, Query, Recording, Signature, Track, Verdict } from "../../core/model/index.ts";
import { checksOf, countsWithin, type JudgedCheck, queriesOf, signatureOf } from "../../core/recording/index.ts";
import { fewRequests } from "./CheckMark.tsx";
import { niceMax } from "./numbers.ts";
import { strideOf } from "./shareSeries.ts";

/** Failed share of a window, percent, with its 95% Wilson interval; null where nothing was answered. */
export interface FailurePoint {
  readonly at: Millis;
  readonly requests: number;
  readonly failed: number;
  readonly rate: number | null;
  readonly band: Interval;
}

/**
 * Does this track still get traffic? A window that only drains, after the weight went home, would tell
 * of its last few requests as if they were news.
 */
export function flowing(recording: Recording, track: Track, at: Millis): boolean {
  if (track === "canary" && momentAsked(recording, at) > 0) return true;
  return countsWithin(recording, at, 10_000)[track].arrived > 0;
}

function momentAsked({ columns, tick }: Recording, at: Millis): number {
  return columns.asked[Math.min(columns.length, Math.floor(at / tick)) - 1] ?? 0;
}

export function failureAt(recording: Recording, track: Track, at: Millis, window: Millis): FailurePoint {
  const { answered, failed } = countsWithin(recording, at, window)[track];
  const { low, high } = wilson(failed, answered);
  return {
    at,
    requests: answered,
    failed,
    rate: answered === 0 || !flowing(recording, track, at) ? null : (100 * failed) / answered,
    band: { low: 100 * low, high: 100 * high },
  };
}

export function failureSeries(recording: Recording, track: Track, window: Millis): readonly FailurePoint[] {
  const points: FailurePoint[] = [];
  const stride = Math.max(strideOf(recording), Math.min(5_000, window));
  const end = recording.columns.length * recording.tick;
  for (let at = stride; at <= end; at += stride) points.push(failureAt(recording, track, at, window));
  return points;
}

/** A judged check as the height of a mark: a success rate is turned over. */
export interface Mark {
  readonly check: JudgedCheck;
  /** Null where there was no data. */
  readonly height: number | null;
  /** Where there was no data: why not, and what the policy made of it. */
  readonly gap: { readonly reason: string; readonly means: string } | null;
}

/** The first metric of the policy whose signature is one of these. */
export function queryFor(recording: Recording, types: readonly Signature["type"][]): Query | null {
  return queriesOf(recording).find((query) => types.includes(signatureOf(recording, query).type)) ?? null;
}

export function failureMarks(recording: Recording, query: Query | null): readonly Mark[] {
  if (query === null) return [];
  const turned = signatureOf(recording, query).type === "success-rate";
  return checksOf(recording, query.metric).map((check) => ({
    check,
    height: check.value === null ? null : turned ? 100 - check.value : check.value,
    gap: gapOf(recording, check),
  }));
}

const meanings: Readonly<Record<Verdict, string>> = {
  pass: "the policy goes on",
  info: "the policy goes on",
  hold: "the policy waits",
  fail: "counts as a failed check",
};

export function gapOf({ decisions }: Recording, { check, decisionIndex }: JudgedCheck): Mark["gap"] {
  if (check.reading.type === "value") return null;
  const verdict = decisions[decisionIndex]?.note.verdict ?? "info";
  return { reason: check.reading.reason, means: meanings[verdict] };
}

interface Scene {
  readonly series: readonly (readonly FailurePoint[])[];
  readonly marks: readonly Mark[];
  readonly threshold: number | null;
}

/** One scale for the whole run. Windows with few requests jump too much to be worth the room. */
export function failureMax({ series, marks, threshold }: Scene): number {
  const rates = series.flat().map(({ rate, requests }) => (requests >= 3 * fewRequests ? (rate ?? 0) : 0));
  const heights = marks.map(({ height, check }) => (check.samples.requests >= fewRequests ? (height ?? 0) : 0));
  const highest = Math.max(0, ...rates, ...heights);
  return niceMax(Math.max(1.15 * highest, 2 * (threshold ?? 0)), 0.5, 100);
}
