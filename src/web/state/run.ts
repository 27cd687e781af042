import type { Decision, Millis, Recording } from "../../core/model/index.ts";
import { appendColumns } from "../../core/recording/index.ts";
import type { FromWorker, RunIntroduction } from "../worker/protocol.ts";
import type { RunDocument } from "./document.ts";

/** One run as the page knows it: it grows while the worker simulates. */
export interface Run {
  /** What was asked for. */
  readonly document: RunDocument;
  readonly introduction: RunIntroduction;
  /** Null until the first chunk. */
  readonly recording: Recording | null;
  /** Of the finished recording, else null. */
  readonly hash: string | null;
}

/** A run with something to see. */
export interface VisibleRun extends Run {
  readonly recording: Recording;
}

type Chunk = Extract<FromWorker, { type: "chunk" }>;
type Finished = Extract<FromWorker, { type: "finished" }>;

export function withChunk(run: Run, chunk: Chunk): VisibleRun {
  const before = run.recording;
  const recording: Recording = {
    scenario: run.introduction.scenario,
    ...chunk.frame,
    columns: before === null ? chunk.columns : appendColumns(before.columns, chunk.columns),
    decisions: [...(before?.decisions ?? []), ...chunk.decisions],
    outcome: "unfinished",
    harmBySegment: [],
    endedAt: null,
    complete: false,
  };
  return { ...run, recording };
}

export function finishedRun(run: Run, { outcome, harmBySegment, endedAt, hash }: Finished): Run {
  if (run.recording === null) return run;
  return { ...run, hash, recording: { ...run.recording, outcome, harmBySegment, endedAt, complete: true } };
}

export const isVisible = (run: Run): run is VisibleRun => run.recording !== null;

/** How far the recording goes. */
export function reachOf(recording: Recording): Millis {
  return recording.columns.length * recording.tick;
}

/** Decisions that say something: the moments that one-check steps visit and the log lists. */
export function isWorthTelling(decision: Decision): boolean {
  return decision.note.headline !== "";
}

export function nextDecision(recording: Recording, after: Millis): Decision | undefined {
  return recording.decisions.find((decision) => isWorthTelling(decision) && decision.at > after);
}

export function previousDecision(recording: Recording, before: Millis): Decision | undefined {
  return recording.decisions.findLast((decision) => isWorthTelling(decision) && decision.at < before);
}

export function firstFailedCheck(recording: Recording): Decision | undefined {
  return recording.decisions.find((decision) => decision.note.verdict === "fail");
}
