import { useEffect, useRef, useState } from "react";
import { largestManifest } from "../state/document.ts";
import { Playback } from "../state/playbackContext.ts";
import { useEdit } from "../state/useOperator.ts";

/**
 * The text in the editor and on its way to the simulation. What is typed in one session of the dialog is one
 * undo step. A text that comes from elsewhere, such as a dropped file, takes the editor's place.
 */
export function useManifestText() {
  const edit = useEdit();
  const own = Playback.useSelector(({ context }) => context.history.present.manifest);
  const source = Playback.useSelector(({ context }) => context.shown?.introduction.scenario.policy.source ?? "");
  const [gesture] = useState(() => `manifest ${performance.now()}`);
  const [opened, setOpened] = useState(() => ({ text: own?.text ?? source, count: 0 }));
  const sent = useRef(opened.text);
  const [overlong, setOverlong] = useState(0);
  const open = (text: string): void => setOpened(({ count }) => ({ text, count: count + 1 }));
  useEffect(() => {
    if (own === null || own.text === sent.current) return;
    sent.current = own.text;
    setOverlong(0);
    setOpened(({ count }) => ({ text: own.text, count: count + 1 }));
  }, [own]);
  const take = (text: string, label = own?.label ?? "my manifest"): void => {
    setOverlong(text.length > largestManifest ? text.length : 0);
    if (text.length > largestManifest || text === sent.current) return;
    sent.current = text;
    edit({ manifest: { label, text }, interventions: [] }, gesture);
  };
  const load = async (file: File): Promise<void> => {
    // Not even read, so that no file can stop the page.
    if (file.size > largestManifest) return setOverlong(file.size);
    const text = await file.text();
    open(text);
    take(text, file.name);
  };
  const replace = (text: string): void => {
    open(text);
    take(text);
  };
  return { opened, overlong, take, load, replace };
}
