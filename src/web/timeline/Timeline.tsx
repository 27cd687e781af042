import "./Timeline.css";
import { useLayoutEffect, useRef } from "react";
import type { ActorRefFrom } from "xstate";
import { momentOf } from "../figures/clock.ts";
import { Playback } from "../state/playbackContext.ts";
import type { playbackMachine } from "../state/playbackMachine.ts";
import { Clock, Speed } from "./Clock.tsx";
import { Lanes } from "./Lanes.tsx";
import { Scrubber } from "./Scrubber.tsx";
import { Transport } from "./Transport.tsx";

/** The run as a whole: what was stepped, checked and wrong, with the playhead across it. */
export function Timeline() {
  const run = Playback.useSelector(({ context }) => context.shown);
  const actor = Playback.useActorRef();
  const stage = useRef<HTMLDivElement>(null);
  const horizon = run?.recording.scenario.world.horizon ?? 1_800_000;
  useLayoutEffect(() => followPlayhead(actor, stage.current, horizon), [actor, horizon]);
  return (
    <section className="timeline" aria-label="Timeline">
      <Transport />
      <div className="stage" ref={stage}>
        {run !== null && <Lanes recording={run.recording} horizon={horizon} />}
        <div className="needle" aria-hidden="true" />
        <Scrubber horizon={horizon} />
      </div>
      <div className="pace">
        <Clock total={momentOf(horizon)} />
        <Speed />
      </div>
    </section>
  );
}

/** Moves the needle and the end of the past on every frame without a render: one custom property on each. */
function followPlayhead(actor: ActorRefFrom<typeof playbackMachine>, stage: HTMLElement | null, horizon: number) {
  if (stage === null) return;
  let last = -1;
  let count = 0;
  const follow = (): void => {
    const { playhead } = actor.getSnapshot().context;
    const parts = stage.querySelectorAll<HTMLElement>(".needle, .past");
    if (playhead === last && parts.length === count) return;
    for (const part of parts) part.style.setProperty("--at", String(Math.min(1, playhead / horizon)));
    last = playhead;
    count = parts.length;
  };
  follow();
  const { unsubscribe } = actor.subscribe(follow);
  return unsubscribe;
}
