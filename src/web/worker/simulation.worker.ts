/// <reference lib="webworker" />
import type { Recording } from "../../core/model/index.ts";
import { arraysOf, hashRecording, sliceColumns } from "../../core/recording/index.ts";
import { rollout } from "../../core/rollout.ts";
import { entries } from "../catalogue.ts";
import { partsFor } from "./partsFor.ts";
import { prepare, wrappedManifest } from "./prepare.ts";
import type { FromWorker, RunRequest, ToWorker } from "./protocol.ts";

/** Simulated seconds between two chunks: small enough that the first is there at once. */
const chunkTicks = 120;

// The file runs in a worker only: `protocol.ts` says who starts it.
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const post = (message: FromWorker, transfer: Transferable[] = []) => scope.postMessage(message, transfer);

/** The run that the page waits for; a newer request makes an older one stop at its next chunk. */
let wanted = 0;
let catalogueSent = false;

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  wanted = data.type === "run" ? data.id : -1;
  if (data.type === "run") void run(data);
};

async function run(request: RunRequest): Promise<void> {
  try {
    await simulateInChunks(request);
  } catch (error) {
    // A throw is our fault: the page shows it and offers the seed, so that it can be reported.
    post({ type: "crashed", id: request.id, message: error instanceof Error ? error.message : String(error) });
  }
  if (!catalogueSent) {
    catalogueSent = true;
    post({ type: "catalogue", entries });
  }
}

async function simulateInChunks(request: RunRequest): Promise<void> {
  const { id, seed } = request;
  const prepared = await prepare(request);
  if (wanted !== id) return;
  if (!prepared.ok) {
    const wrapped = await wrappedManifest(request);
    return post({ type: "refused", id, problems: prepared.problems, wrapped });
  }
  post({ type: "started", id, introduction: prepared.value });
  const { scenario } = prepared.value;
  const steps = rollout(scenario, seed, await partsFor(scenario), { chunkTicks });
  let sent = { ticks: 0, decisions: 0 };
  for (;;) {
    const step = steps.next();
    sent = sendSince(id, step.value, sent);
    if (step.done === true) return finish(id, step.value);
    await nextMessage();
    if (wanted !== id) return;
  }
}

function sendSince(id: number, recording: Recording, sent: { ticks: number; decisions: number }): typeof sent {
  const { columns, decisions, seed, resolution, tick } = recording;
  const chunk = sliceColumns(columns, sent.ticks, columns.length);
  post(
    {
      type: "chunk",
      id,
      from: sent.ticks,
      frame: { seed, resolution, tick },
      columns: chunk,
      decisions: decisions.slice(sent.decisions),
    },
    arraysOf(chunk).map((column) => column.buffer as ArrayBuffer),
  );
  return { ticks: columns.length, decisions: decisions.length };
}

function finish(id: number, recording: Recording): void {
  post({
    type: "finished",
    id,
    outcome: recording.outcome,
    harmBySegment: recording.harmBySegment,
    endedAt: recording.endedAt,
    hash: hashRecording(recording),
  });
}

/** Lets messages in between two chunks. A channel, since timers are clamped to 4 ms. */
function nextMessage(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
