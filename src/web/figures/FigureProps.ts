import type { Millis, Recording } from "../../core/model/index.ts";
import type { RunIntroduction } from "../worker/protocol.ts";

/** What every figure draws from. A figure keeps no state of the simulation: same props, same picture. */
export interface FigureProps {
  readonly recording: Recording;
  readonly playhead: Millis;
  readonly introduction: RunIntroduction;
  /** Length of the time axis: the part that has not happened yet stays empty and in view. */
  readonly horizon: Millis;
  readonly theme: "light" | "dark";
  readonly playing: boolean;
  /** Simulated milliseconds that pass in a millisecond of the viewer's. */
  readonly speed: number;
  readonly reducedMotion: boolean;
}
