import { createActorContext } from "@xstate/react";
import { playbackMachine } from "./playbackMachine.ts";

/** The one playback of the page: `Playback.useSelector` for what changes rarely, `usePlayhead` for time. */
export const Playback = createActorContext(playbackMachine);
