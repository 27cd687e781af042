import { useEffect, useRef, useState } from "react";
import type { ActorRefFrom } from "xstate";
import { momentOf } from "../figures/clock.ts";
import { percent, whole } from "../figures/numbers.ts";
import { Playback } from "../state/playbackContext.ts";
import type { playbackMachine } from "../state/playbackMachine.ts";
import { standingAt } from "./standing.ts";

type PlaybackActor = ActorRefFrom<typeof playbackMachine>;

const quiet = 5000;

/** Speaks decisions to screen readers, at most one in five seconds, the newest winning. */
export function Announcer({ asked }: { readonly asked: string }) {
  const actor = Playback.useActorRef();
  const [said, setSaid] = useState("");
  const spokenAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    let last = -1;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const speak = (): void => {
      waiting = undefined;
      spokenAt.current = performance.now();
      setSaid(decisionSentence(actor));
    };
    const { unsubscribe } = actor.subscribe(() => {
      const index = decisionIndex(actor);
      if (index === last) return;
      last = index;
      waiting ??= setTimeout(speak, Math.max(0, spokenAt.current + quiet - performance.now()));
    });
    return () => {
      unsubscribe();
      clearTimeout(waiting);
    };
  }, [actor]);
  return (
    <>
      <p className="visuallyHidden" role="status" data-testid="announcer">
        {said}
      </p>
      <p className="visuallyHidden" role="status">
        {asked}
      </p>
    </>
  );
}

function decisionIndex(actor: PlaybackActor): number {
  const { shown, playhead } = actor.getSnapshot().context;
  return shown === null ? -1 : standingAt(shown.recording, playhead).moment.decisionIndex;
}

function decisionSentence(actor: PlaybackActor): string {
  const { shown, playhead } = actor.getSnapshot().context;
  const decision = shown === null ? null : standingAt(shown.recording, playhead).moment.decision;
  return decision === null ? "" : `${momentOf(decision.at)}: ${decision.note.headline}. ${decision.note.because}`;
}

/** The numbers of the moment, for whoever asks by key. */
export function metricsSentence(actor: PlaybackActor): string {
  const { shown, playhead } = actor.getSnapshot().context;
  if (shown === null) return "";
  const { moment, says } = standingAt(shown.recording, playhead);
  const { stable, canary } = moment.recent;
  const rate = ({ failed, answered }: typeof stable) =>
    answered === 0 ? "no requests" : `${percent((100 * failed) / answered)} of ${whole(answered)} failed`;
  return `${momentOf(playhead)}. ${says}. Canary asked ${percent(moment.asked)}. In the last minute: canary ${rate(canary)}, stable ${rate(stable)}. ${whole(moment.usersHarmed)} users harmed.`;
}
