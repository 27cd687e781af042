import type { ComponentType } from "react";
import type { FigureProps } from "../figures/FigureProps.ts";
import { Playback } from "../state/playbackContext.ts";
import { useFigure } from "../state/useFigure.ts";
import type { Theme } from "../state/useTheme.ts";
import { useTurn } from "../state/useTurn.ts";

interface DrawnProps {
  readonly Figure: ComponentType<FigureProps>;
  readonly theme: Theme;
  /** Its place in the order in which figures are first built. */
  readonly turn: number;
}

/** One figure at the playhead, once there is a recording and its turn has come. */
export function Drawn({ Figure, theme, turn }: DrawnProps) {
  const ready = Playback.useSelector(({ context }) => context.shown !== null);
  const come = useTurn(turn, ready);
  return come ? <Followed Figure={Figure} theme={theme} /> : null;
}

function Followed({ Figure, theme }: Omit<DrawnProps, "turn">) {
  const figure = useFigure(theme);
  return figure === null ? null : <Figure {...figure} />;
}
