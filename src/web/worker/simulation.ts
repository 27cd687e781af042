import { fromCallback } from "xstate";
import type { FromWorker, ToWorker } from "./protocol.ts";
import { watchdog } from "./watchdog.ts";

/** The simulation worker as an actor. A worker that dies or hangs is reported once and replaced at the next run. */
export const simulation = fromCallback<ToWorker>(({ sendBack, receive }) => {
  let worker: Worker | null = null;
  let runId = 0;
  const dog = watchdog((seconds) => giveUp(worker, `it has made no progress for ${seconds} seconds`));

  function giveUp(on: Worker | null, message: string): void {
    dog.rest();
    on?.terminate();
    if (worker === on) worker = null;
    sendBack({ type: "crashed", id: runId, message });
  }

  function open(): Worker {
    const opened = new Worker(new URL("./simulation.worker.ts", import.meta.url), { type: "module" });
    // The worker is ours and speaks `FromWorker` only.
    opened.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if ("id" in data && data.id === runId) dog.heard(data.type === "started" || data.type === "chunk");
      sendBack(data);
    };
    opened.onerror = (event) => giveUp(opened, event.message || "The simulation stopped unexpectedly.");
    return opened;
  }

  receive((request) => {
    runId = request.id;
    dog.asked(worker === null);
    worker ??= open();
    worker.postMessage(request);
  });
  return () => {
    dog.rest();
    worker?.terminate();
  };
});
