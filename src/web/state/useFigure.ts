import type { FigureProps } from "../figures/FigureProps.ts";
import { Playback } from "./playbackContext.ts";
import { useMedia } from "./useMedia.ts";
import { figurePace, usePlayhead } from "./usePlayhead.ts";
import type { Theme } from "./useTheme.ts";

/** What a figure draws from at the playhead, or null before the first recording. */
export function useFigure(theme: Theme): FigureProps | null {
  const run = Playback.useSelector(({ context }) => context.shown);
  const playing = Playback.useSelector((snapshot) => snapshot.matches({ clock: "playing" }));
  const speed = Playback.useSelector(({ context }) => context.speed);
  const reducedMotion = useMedia("(prefers-reduced-motion: reduce)");
  const playhead = usePlayhead(figurePace);
  if (run === null) return null;
  const { recording, introduction } = run;
  return {
    recording,
    introduction,
    playhead,
    horizon: recording.scenario.world.horizon,
    theme,
    playing,
    speed,
    reducedMotion,
  };
}
