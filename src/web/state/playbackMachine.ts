import { assign, sendTo, setup } from "xstate";
import { simulation } from "../worker/simulation.ts";
import { historyOf } from "./history.ts";
import * as moves from "./moves.ts";
import type { PlaybackContext, PlaybackEvent, PlaybackInput } from "./playback.ts";

/**
 * A playhead over a run that a worker simulates. `run` follows the worker, `clock` the person; neither has
 * a timer: the host sends `tick` while the clock is playing.
 */
export const playbackMachine = setup({
  types: {
    context: {} as PlaybackContext,
    events: {} as PlaybackEvent,
    input: {} as PlaybackInput,
  },
  actors: { simulation },
  guards: {
    isCurrent: ({ context, event }) => "id" in event && event.id === context.runId,
    canUndo: ({ context }) => context.history.past.length > 0,
    canRedo: ({ context }) => context.history.future.length > 0,
  },
}).createMachine({
  id: "playback",
  type: "parallel",
  context: ({ input }) => ({
    history: historyOf(input.document),
    motion: input.motion,
    playhead: input.playhead ?? 0,
    shadow: input.shadow,
    speed: 60,
    runId: 0,
    current: null,
    shown: null,
    opensAt: null,
    opensAtFailure: !input.motion && input.playhead === null,
    demo: input.playhead === null,
    problems: [],
    wrapped: null,
    crash: "",
    catalogue: [],
  }),
  invoke: { id: "simulation", src: "simulation" },
  on: {
    catalogue: { actions: assign(({ event }) => ({ catalogue: event.entries })) },
    "shadow.chosen": { actions: assign(({ event }) => ({ shadow: event.judge })) },
    "speed.chosen": { actions: assign(({ event }) => ({ speed: event.speed })) },
  },
  states: {
    run: {
      initial: "loading",
      on: {
        // Not `reenter`: that would leave the clock as well, and an act would stop a run that plays.
        "document.edited": {
          target: ".loading",
          actions: assign(({ context, event }) => moves.edited(context, event)),
        },
        undo: {
          guard: "canUndo",
          target: ".loading",
          actions: assign(({ context }) => moves.undone(context)),
        },
        redo: {
          guard: "canRedo",
          target: ".loading",
          actions: assign(({ context }) => moves.redone(context)),
        },
        rerun: { target: ".loading" },
        refused: {
          guard: "isCurrent",
          target: ".refused",
          actions: assign(({ event }) => ({ problems: event.problems, wrapped: event.wrapped })),
        },
        crashed: { guard: "isCurrent", target: ".crashed", actions: assign(({ event }) => ({ crash: event.message })) },
      },
      states: {
        loading: {
          entry: [
            assign(({ context }) => ({ runId: context.runId + 1, current: null })),
            sendTo("simulation", ({ context }) => moves.requestOf(context)),
          ],
          on: {
            started: {
              guard: "isCurrent",
              target: "streaming",
              actions: assign(({ context, event }) => moves.started(context, event)),
            },
          },
        },
        streaming: {
          on: {
            chunk: { guard: "isCurrent", actions: assign(({ context, event }) => moves.grown(context, event)) },
            finished: {
              guard: "isCurrent",
              target: "complete",
              actions: assign(({ context, event }) => moves.finished(context, event)),
            },
          },
        },
        complete: {},
        /** The policy cannot run: the last good run stays on screen. */
        refused: {},
        /** The worker died: the last frame stays on screen. */
        crashed: {},
      },
    },
    clock: {
      initial: "opening",
      on: {
        seek: { actions: assign(({ context, event }) => moves.sought(context, event.to)) },
        stepped: {
          target: ".paused",
          actions: assign(({ context, event }) => moves.stepped(context, event.direction)),
        },
        // The run region has the edit. An act goes on playing; another rollout opens once it is accepted.
        "document.edited": {
          guard: ({ context, event }) => !moves.isAnotherRun(context, event.document),
          target: ".playing",
        },
        // The recording goes no further, so a playhead that waits for it must not seem to play.
        crashed: { guard: "isCurrent", target: ".paused" },
        started: {
          guard: ({ context, event }) =>
            event.id === context.runId && moves.isAnotherRun(context, context.history.present),
          target: ".opening",
        },
      },
      states: {
        opening: {
          always: [{ guard: ({ context }) => moves.opensMoving(context), target: "playing" }, { target: "paused" }],
        },
        playing: {
          on: {
            toggled: { target: "paused" },
            tick: [
              {
                guard: ({ context, event }) => moves.reachesStop(context, event.elapsed),
                target: "paused",
                actions: assign(({ context, event }) => moves.advanced(context, event.elapsed)),
              },
              { actions: assign(({ context, event }) => moves.advanced(context, event.elapsed)) },
            ],
          },
        },
        paused: { on: { toggled: { target: "playing", actions: assign(({ context }) => moves.takenUp(context)) } } },
      },
    },
  },
});
