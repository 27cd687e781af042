import { useEffect } from "react";
import { openingDocument, sameDocument } from "./document.ts";
import { readLink, writeLink } from "./link.ts";
import { Playback } from "./playbackContext.ts";

/**
 * Keeps the address in step with what runs, so that a reload comes back to it, and opens links that are
 * pasted into the address bar. The playhead is written only into links that are copied.
 */
export function useAddress(say: (note: string) => void): void {
  const actor = Playback.useActorRef();
  const document = Playback.useSelector(({ context }) => context.history.present);
  const shadow = Playback.useSelector(({ context }) => context.shadow);
  useEffect(() => {
    let stale = false;
    const write = async (): Promise<void> => {
      const hash = await writeLink(document, null, shadow);
      // A link with a moment in it stays as it is until the document changes.
      const link = await readLink(location.hash);
      const same = sameDocument(link.document, document) && link.shadow === shadow;
      if (!stale && !same) history.replaceState(null, "", hash === "" ? location.pathname + location.search : hash);
    };
    void write();
    return () => {
      stale = true;
    };
  }, [document, shadow]);
  useDefaultInstead(say);
  useEffect(() => {
    const open = async (): Promise<void> => {
      const link = await readLink(location.hash);
      for (const note of link.notes) say(note);
      actor.send({ type: "document.edited", document: link.document, playhead: link.playhead });
      actor.send({ type: "shadow.chosen", judge: link.shadow });
      if (link.playhead !== null) actor.send({ type: "seek", to: link.playhead });
    };
    const changed = (): void => void open();
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, [actor, say]);
}

/** A first link that was read but cannot run, such as one to an unknown scenario, must not leave an empty page. */
function useDefaultInstead(say: (note: string) => void): void {
  const actor = Playback.useActorRef();
  const stuck = Playback.useSelector(
    (snapshot) => snapshot.matches({ run: "refused" }) && snapshot.context.shown === null,
  );
  useEffect(() => {
    const { history, problems } = actor.getSnapshot().context;
    if (!stuck || sameDocument(history.present, openingDocument)) return;
    const why = problems[0]?.message.replace(/\.$/, "") ?? "no reason was given";
    say(`What this link asks for cannot run (${why}), so the page opened its default scenario. Undo brings it back.`);
    actor.send({ type: "document.edited", document: openingDocument });
  }, [actor, stuck, say]);
}
