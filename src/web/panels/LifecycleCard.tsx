import { clockOf } from "../figures/clock.ts";
import { LifecycleDiagram } from "../figures/LifecycleDiagram.tsx";
import { Playback } from "../state/playbackContext.ts";
import { usePlayhead } from "../state/usePlayhead.ts";
import type { Theme } from "../state/useTheme.ts";
import { Drawn } from "./Drawn.tsx";
import { FigureCard } from "./FigureCard.tsx";

/** The machine that runs, with the state it is in at the playhead. */
export function LifecycleCard({ theme }: { readonly theme: Theme }) {
  const title = Playback.useSelector(({ context }) => context.shown?.introduction.dialectTitle ?? "");
  return (
    <FigureCard title={`${title} lifecycle`.trim()} about={`as of ${clockOf(usePlayhead())}`} className="lifecycle">
      <Drawn Figure={LifecycleDiagram} theme={theme} turn={8} />
    </FigureCard>
  );
}
