import { useEffect } from "react";
import { Playback } from "./playbackContext.ts";

const longestFrame = 100;

/** Sends the playback its `tick` on every frame while it plays. A tab that was hidden does not jump ahead. */
export function useTicker(): void {
  const actor = Playback.useActorRef();
  const playing = Playback.useSelector((snapshot) => snapshot.matches({ clock: "playing" }));
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    let frame = requestAnimationFrame(function next(now) {
      actor.send({ type: "tick", elapsed: Math.min(Math.max(now - last, 0), longestFrame) });
      last = now;
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [actor, playing]);
}
