import "./DropZone.css";
import { useEffect, useState } from "react";
import { largestManifest } from "../state/document.ts";

const tooLong = (what: string) => `${what} is larger than ${largestManifest / 1024} KiB, the most that is read.`;

interface DropZoneProps {
  readonly onManifest: (label: string, text: string) => void;
  readonly onRefused: (why: string) => void;
}

/** Takes a manifest that is dropped anywhere on the page, or pasted outside of a field. */
export function DropZone({ onManifest, onRefused }: DropZoneProps) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const take = async (file: File): Promise<void> => {
      if (file.size > largestManifest) onRefused(tooLong(file.name));
      else onManifest(file.name, await file.text());
    };
    const drag = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      event.preventDefault();
      void take(file);
    };
    const paste = (event: ClipboardEvent): void => {
      if (
        event.target instanceof HTMLElement &&
        event.target.closest("input, textarea, [contenteditable], dialog") !== null
      )
        return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!/^\s*kind:/m.test(text)) return;
      if (text.length > largestManifest) onRefused(tooLong("What you pasted"));
      else onManifest("pasted manifest", text);
    };
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener("dragover", drag, { signal });
    addEventListener("dragleave", leave, { signal });
    addEventListener("drop", drop, { signal });
    addEventListener("paste", paste, { signal });
    return () => listening.abort();
  }, [onManifest, onRefused]);
  return over ? <div className="dropZone">Drop a Flagger or Argo manifest to see it run</div> : null;
}
