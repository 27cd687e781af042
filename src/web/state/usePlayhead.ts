import { useState, useSyncExternalStore } from "react";
import type { ActorRefFrom } from "xstate";
import type { Millis } from "../../core/model/index.ts";
import { Playback } from "./playbackContext.ts";
import type { playbackMachine } from "./playbackMachine.ts";

/** How often words and numbers follow the playhead while it moves. */
export const panelPace: Millis = 100;
/** How often charts do. */
export const figurePace: Millis = 50;

/**
 * The playhead, held back while it moves so that React renders a few times a second. Components of one
 * pace render together. A jump, a pause or another run is passed on at once.
 */
export function usePlayhead(pace: Millis = panelPace): Millis {
  const actor = Playback.useActorRef();
  const [store] = useState(() => heldBack(actor, pace));
  return useSyncExternalStore(store.subscribe, store.read);
}

function heldBack(actor: ActorRefFrom<typeof playbackMachine>, pace: Millis) {
  let value = actor.getSnapshot().context.playhead;
  let shown = actor.getSnapshot().context.shown;
  let beat = 0;
  const subscribe = (changed: () => void) =>
    actor.subscribe((snapshot) => {
      const { context } = snapshot;
      const now = Math.floor(performance.now() / pace);
      const ahead = context.playhead - value;
      const steady = ahead >= 0 && ahead <= context.speed * pace * 2;
      const flows = snapshot.matches({ clock: "playing" }) && steady && context.shown === shown;
      if (context.playhead === value || (flows && now === beat)) return;
      ({ playhead: value, shown } = context);
      beat = now;
      changed();
    }).unsubscribe;
  return { subscribe, read: () => value };
}
