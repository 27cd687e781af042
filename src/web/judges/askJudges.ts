import type { FromJudges, ToJudges } from "./protocol.ts";

/** Asks in a worker, so that the page never waits. Returns what takes the question back. */
export function askJudges(question: ToJudges, hear: (answer: FromJudges) => void): () => void {
  const worker = new Worker(new URL("./judges.worker.ts", import.meta.url), { type: "module" });
  // The worker is ours and speaks `FromJudges` only.
  worker.onmessage = ({ data }: MessageEvent<FromJudges>) => {
    hear(data);
    if (data.type !== "progress") worker.terminate();
  };
  worker.onerror = ({ message }) => {
    worker.terminate();
    hear({ type: "failed", message: message || "the judges stopped unexpectedly" });
  };
  worker.postMessage(question);
  return () => worker.terminate();
}
