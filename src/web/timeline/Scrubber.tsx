import "./Scrubber.css";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Millis } from "../../core/model/index.ts";
import { clockWithSeconds } from "../figures/clock.ts";
import { Playback } from "../state/playbackContext.ts";

const stride: Millis = 10_000;
/** Wall time between two moves of the thumb. */
const pace = 200;
const strides: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -6,
  PageUp: 6,
};

/** A native slider over the lanes. It follows the playhead by itself, so that playing renders nothing here. */
export function Scrubber({ horizon }: { readonly horizon: Millis }) {
  const actor = Playback.useActorRef();
  const slider = useRef<HTMLInputElement>(null);
  useEffect(() => {
    let shown = -1;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const follow = (): void => {
      waiting = undefined;
      const second = Math.floor(actor.getSnapshot().context.playhead / 1000);
      if (slider.current === null || second === shown) return;
      shown = second;
      slider.current.value = String(second * 1000);
      slider.current.setAttribute("aria-valuetext", clockWithSeconds(second * 1000));
    };
    follow();
    // Nobody sees the thumb, and each of its moves lays out the page: a few in a second are enough.
    const { unsubscribe } = actor.subscribe(() => {
      waiting ??= setTimeout(follow, pace);
    });
    return () => {
      unsubscribe();
      clearTimeout(waiting);
    };
  }, [actor]);
  const seek = (to: Millis): void => actor.send({ type: "seek", to });
  const move = (event: KeyboardEvent): void => {
    const strideCount = strides[event.key];
    if (strideCount === undefined) return;
    event.preventDefault();
    seek(actor.getSnapshot().context.playhead + strideCount * stride * (event.shiftKey ? 6 : 1));
  };
  return (
    <input
      ref={slider}
      className="scrubber"
      type="range"
      aria-label="Playhead"
      min={0}
      max={horizon}
      step={1000}
      defaultValue={0}
      onInput={(event) => seek(Number(event.currentTarget.value))}
      onKeyDown={move}
    />
  );
}
