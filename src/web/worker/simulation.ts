import { fromCallback } from "xstate";
import type { FromWorker, ToWorker } from "./protocol.ts";

/** The simulation worker as an actor. A worker that dies is reported once and replaced at the next run. */
export const simulation = fromCallback<ToWorker>(({ sendBack, receive }) => {
  let worker: Worker | null = null;
  let runId = 0;

  function open(): Worker {
    const opened = new Worker(new URL("./simulation.worker.ts", import.meta.url), { type: "module" });
    // The worker is ours and speaks `FromWorker` only.
    opened.onmessage = ({ data }: MessageEvent<FromWorker>) => sendBack(data);
    opened.onerror = (event) => {
      opened.terminate();
      if (worker === opened) worker = null;
      sendBack({ type: "crashed", id: runId, message: event.message || "The simulation stopped unexpectedly." });
    };
    return opened;
  }

  receive((request) => {
    runId = request.id;
    worker ??= open();
    worker.postMessage(request);
  });
  return () => worker?.terminate();
});
