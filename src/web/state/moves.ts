/** What each event does to the playback's context. Pure: the machine says when, these say what. */
import type { Millis } from "../../core/model/index.ts";
import type { FromWorker, RunRequest } from "../worker/protocol.ts";
import { type RunDocument, sameRun } from "./document.ts";
import { record, redo, undo } from "./history.ts";
import type { PlaybackContext } from "./playback.ts";
import {
  finishedRun,
  firstFailedCheck,
  isVisible,
  nextDecision,
  previousDecision,
  type Run,
  reachOf,
  withChunk,
} from "./run.ts";

type Change = Partial<PlaybackContext>;

/** After the end of the rollout, the opening demo lets this much more pass before it rests. */
const epilogue: Millis = 90_000;

export function requestOf(context: PlaybackContext): RunRequest {
  const { slug, policy, manifest, twin, interventions, seed } = context.history.present;
  return { type: "run", id: context.runId, slug, policy, manifest, twin, interventions, seed };
}

export function edited(
  context: PlaybackContext,
  edit: { document: RunDocument; gesture?: string; playhead?: Millis | null },
): Change {
  const history = record(context.history, edit.document, edit.gesture ?? null);
  return { history, opensAt: edit.playhead ?? null };
}

export const undone = ({ history }: PlaybackContext): Change => ({ history: undo(history), opensAt: null });
export const redone = ({ history }: PlaybackContext): Change => ({ history: redo(history), opensAt: null });

/** Is this document another rollout than the one on screen? The same one with other acts goes on where it is. */
export function isAnotherRun({ shown }: PlaybackContext, document: RunDocument): boolean {
  return shown !== null && !sameRun(shown.document, document);
}

/** The worker accepted what was asked for. Another rollout starts at its beginning, or where a link says. */
export function started(context: PlaybackContext, { introduction }: Extract<FromWorker, { type: "started" }>): Change {
  const document = context.history.present;
  const change: Change = { current: { document, introduction, recording: null, hash: null }, problems: [] };
  if (!isAnotherRun(context, document)) return change;
  const { opensAt, motion } = context;
  return { ...change, playhead: opensAt ?? 0, demo: false, opensAtFailure: !motion && opensAt === null };
}

export const opensMoving = (context: PlaybackContext): boolean => context.motion && context.playhead === 0;

export function grown(context: PlaybackContext, chunk: Extract<FromWorker, { type: "chunk" }>): Change {
  return context.current === null ? {} : arrived(context, withChunk(context.current, chunk));
}

export function finished(context: PlaybackContext, end: Extract<FromWorker, { type: "finished" }>): Change {
  if (context.current === null) return {};
  const change = arrived(context, finishedRun(context.current, end));
  const recording = change.shown?.recording;
  if (!context.opensAtFailure || recording === undefined) return change;
  return { ...change, playhead: firstFailedCheck(recording)?.at ?? reachOf(recording), opensAtFailure: false };
}

/**
 * A run comes on screen once it reaches the playhead, so that a re-simulated past does not flicker. While
 * the rest streams in, what is shown is left alone until the playhead needs more or all of it is there.
 */
function arrived(context: PlaybackContext, current: Run): Change {
  if (!isVisible(current)) return { current };
  const { playhead, shown, speed } = context;
  const { recording } = current;
  if (recording.complete) return { current, shown: current, playhead: Math.min(playhead, reachOf(recording)) };
  const soon = playhead + speed * 1000;
  const suffices = shown?.introduction === current.introduction && reachOf(shown.recording) > soon;
  return suffices || reachOf(recording) <= playhead ? { current } : { current, shown: current };
}

export function sought(context: PlaybackContext, to: Millis): Change {
  return { playhead: Math.max(0, Math.min(to, reach(context))), demo: false };
}

export function stepped(context: PlaybackContext, direction: 1 | -1): Change {
  const recording = context.shown?.recording;
  if (recording === undefined) return {};
  const find = direction === 1 ? nextDecision : previousDecision;
  const otherwise = direction === 1 ? reachOf(recording) : 0;
  return { playhead: find(recording, context.playhead)?.at ?? otherwise, demo: false };
}

export function advanced(context: PlaybackContext, elapsed: Millis): Change {
  const limit = Math.min(reach(context), stopOf(context));
  return { playhead: Math.max(context.playhead, Math.min(context.playhead + elapsed * context.speed, limit)) };
}

/** Play at the end begins again, as any player does. */
export function takenUp(context: PlaybackContext): Change {
  const atEnd = context.shown?.recording.complete === true && context.playhead >= reach(context);
  return atEnd ? { playhead: 0, demo: false } : { demo: false };
}

export function reachesStop(context: PlaybackContext, elapsed: Millis): boolean {
  const recording = context.shown?.recording;
  if (recording === undefined || !recording.complete) return false;
  return context.playhead + elapsed * context.speed >= Math.min(reachOf(recording), stopOf(context));
}

function reach(context: PlaybackContext): Millis {
  return context.shown === null ? 0 : reachOf(context.shown.recording);
}

function stopOf(context: PlaybackContext): Millis {
  const endedAt = context.shown?.recording.endedAt ?? null;
  return context.demo && endedAt !== null ? endedAt + epilogue : Number.POSITIVE_INFINITY;
}
