import "./LifecycleCard.css";
import { lazy, Suspense, useState } from "react";
import { momentOf } from "../figures/clock.ts";
import { LifecycleDiagram } from "../figures/LifecycleDiagram.tsx";
import { Playback } from "../state/playbackContext.ts";
import { usePlayhead } from "../state/usePlayhead.ts";
import type { Theme } from "../state/useTheme.ts";
import { Drawn } from "./Drawn.tsx";
import { FigureCard } from "./FigureCard.tsx";
import type { Copy } from "./useNotices.ts";

const LifecycleDialog = lazy(async () => ({ default: (await import("./LifecycleDialog.tsx")).LifecycleDialog }));

interface LifecycleCardProps {
  readonly theme: Theme;
  readonly onCopy: Copy;
}

/** The machine that runs, with the state it is in at the playhead. */
export function LifecycleCard({ theme, onCopy }: LifecycleCardProps) {
  const actor = Playback.useActorRef();
  const run = Playback.useSelector(({ context }) => context.shown);
  const playhead = usePlayhead();
  const [enlarged, setEnlarged] = useState(false);
  const title = run?.introduction.dialectTitle ?? "";
  const enlarge = (): void => {
    // It is for reading at one moment, and to lay it out takes longer than a frame of a run that plays.
    if (actor.getSnapshot().matches({ clock: "playing" })) actor.send({ type: "toggled" });
    setEnlarged(true);
  };
  const button = run !== null && (
    <button type="button" className="button cardAction" aria-haspopup="dialog" onClick={enlarge}>
      Enlarge<span className="visuallyHidden"> the lifecycle</span>
    </button>
  );
  return (
    <>
      <FigureCard
        title={`${title} lifecycle`.trim()}
        about={`as of ${momentOf(playhead)}`}
        className="lifecycle"
        action={button}
      >
        <Drawn Figure={LifecycleDiagram} theme={theme} turn={8} />
      </FigureCard>
      {enlarged && run !== null && (
        <Suspense>
          <LifecycleDialog run={run} playhead={playhead} onCopy={onCopy} onClose={() => setEnlarged(false)} />
        </Suspense>
      )}
    </>
  );
}
